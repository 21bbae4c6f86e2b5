/*
 * What is agreed with a person, and what helps them: plain structs, as in
 * view.h. The person's own words stand as they were said, beside those of
 * staff and never mixed with them.
 *
 * `seq` is the event that a thing stands from, 0: nobody has said anything
 * yet. An editor sends it back with what it saves ("seen"), so that core can
 * tell when somebody else was there meanwhile.
 */
#pragma once

#include "firmware/store/view.h"

enum {
    SUPPORT_TEXT_SIZE = 1204,  /* 300 characters */
    SUPPORT_WORDS_SIZE = 8004, /* 2,000 characters of somebody's own */
    SUPPORT_LIST_MAX = 6,
    SUPPORT_STRATEGIES_MAX = 24, /* kept; twelve is what one can overlook */
    SUPPORT_CONTEXTS_MAX = 6,
    SUPPORT_STRENGTHS_MAX = 40,
    SUPPORT_STRENGTH_CHARS = 24,
    SUPPORT_RELATIONS_MAX = 20
};

/* From the everyday to the worst; never colours of a traffic light. */
enum support_level {
    SUPPORT_CALM,
    SUPPORT_TENSE,
    SUPPORT_OVERLOADED,
    SUPPORT_LEVELS
};
enum support_from { FROM_SELF, FROM_STAFF, FROM_RELATIVE, FROM_PEER };
enum support_stage { STAGE_MAPPED, STAGE_UNDERSTOOD, STAGE_USED };
enum support_receive { RECEIVE_NOTHING, RECEIVE_PRACTICAL, RECEIVE_PROGRESS };
enum support_wish { WISH_YES, WISH_NO, WISH_PARTLY };
/* HF-1: these, and never absence. */
enum support_end { END_OWN_WISH, END_MOVED, END_GOAL, END_DIED };
enum support_topic {
    TOPIC_HOPES,
    TOPIC_IMPORTANT,
    TOPIC_INTERESTS,
    TOPIC_SENSES,
    TOPIC_BEST_TIME,
    TOPIC_MUST_NOT,
    SUPPORT_TOPICS
};

struct support_strategy { /* BO-1 */
    struct view_card card;
    enum support_level level;
    char contexts[SUPPORT_CONTEXTS_MAX][VIEW_NAME_SIZE]; /* "buss" */
    int context_count;
    char helper[VIEW_TEXT_SIZE]; /* who can help; may be empty */
    enum support_from origin;
    bool stress; /* may stand on the screen after a press */
    bool listed; /* a table of the centre's people brought it */
};

struct support_strategies {
    struct support_strategy list[SUPPORT_STRATEGIES_MAX];
    int count;
    int64_t seq;
};

/* LA-17. Inside: what the person notices and does, in their words. Outside:
 * what others see and can do. */
struct support_wellbeing {
    struct {
        char i_notice[SUPPORT_TEXT_SIZE], others_see[SUPPORT_TEXT_SIZE];
        char i_do[SUPPORT_TEXT_SIZE], others_do[SUPPORT_TEXT_SIZE];
    } level[SUPPORT_LEVELS];
    int64_t seq;
};

/* LA-13: what a member of staff reads on the way to somebody. */
struct support_help {
    char warning[SUPPORT_LIST_MAX][VIEW_TEXT_SIZE];
    char helps[SUPPORT_LIST_MAX][VIEW_TEXT_SIZE];
    char worse[SUPPORT_LIST_MAX][VIEW_TEXT_SIZE];
    char demands[SUPPORT_LIST_MAX][VIEW_TEXT_SIZE]; /* that may be dropped */
    int warning_count, helps_count, worse_count, demands_count;
    struct view_staff staff[SUPPORT_LIST_MAX]; /* whom the person prefers */
    int staff_count;
    int64_t seq;
};

struct support_words { /* verbatim; empty: not asked yet */
    char text[SUPPORT_TOPICS][SUPPORT_WORDS_SIZE];
    int64_t seq;
};

struct support_strength { /* ST-1, ST-2 */
    char id[UUID_SIZE];
    char word[VIEW_NAME_SIZE];
    char picture[VIEW_PICTURE_SIZE];
    enum support_from seen_by;
    char seer[VIEW_NAME_SIZE]; /* "Maria"; may be empty */
    char example[SUPPORT_TEXT_SIZE];
    int32_t date;
    enum support_stage stage;
    char shows_when[SUPPORT_TEXT_SIZE], blocked_by[SUPPORT_TEXT_SIZE];
    char used_in[VIEW_TEXT_SIZE]; /* which activity */
    bool keeps;                   /* the person wants to keep it */
    bool shown;                   /* on their own screen; only if they do */
    int64_t seq;
};

struct support_relation { /* KU-7 */
    char id[UUID_SIZE];
    char name[VIEW_NAME_SIZE];
    char relation[VIEW_NAME_SIZE]; /* "mamma" */
    char reach[VIEW_TEXT_SIZE];    /* telephone, mail */
    bool may_contact;
    enum support_receive may_receive;
    char consent_by[VIEW_NAME_SIZE];
    int32_t consent_from, consent_to; /* INT32_MIN: not said */
    int64_t seq;
};

struct support_agreement { /* */
    enum support_wish wish;
    char explained[SUPPORT_TEXT_SIZE]; /* how */
    char by[VIEW_NAME_SIZE];           /* who explained */
    int32_t date, review;              /* review INT32_MIN: not said */
    char words[SUPPORT_WORDS_SIZE];    /* the person's own */
    int64_t seq;
};

struct support_ending {
    enum support_end reason;
    int32_t date;
    char contact[SUPPORT_TEXT_SIZE]; /* how they want to hear from us */
    char words[SUPPORT_WORDS_SIZE];
    int64_t seq;
};

struct support_consent {
    bool known, given;
    char by[VIEW_NAME_SIZE];
    char date[12]; /* as it was written; may be empty */
};

/* Each fills the whole of *out. RESULT_ABSENT where nobody has said anything
 * is not an error of the lists: they are empty then, with seq 0. */
MUST_CHECK enum result view_strategies(struct store *store, const char *person,
                                       struct support_strategies *out);
MUST_CHECK enum result view_wellbeing(struct store *store, const char *person,
                                      struct support_wellbeing *out);
MUST_CHECK enum result view_help(struct store *store, const char *person,
                                 struct support_help *out);
MUST_CHECK enum result view_own_words(struct store *store, const char *person,
                                      struct support_words *out);
/* Newest last; at most max. */
MUST_CHECK enum result view_strengths(struct store *store, const char *person,
                                      struct support_strength *out, int max,
                                      int *count);
/* RESULT_ABSENT if there is none of that id. `person` is whose it is. */
MUST_CHECK enum result view_strength(struct store *store, const char *id,
                                     char person[UUID_SIZE],
                                     struct support_strength *out);
MUST_CHECK enum result view_relations(struct store *store, const char *person,
                                      struct support_relation *out, int max,
                                      int *count);
MUST_CHECK enum result view_relation(struct store *store, const char *id,
                                     char person[UUID_SIZE],
                                     struct support_relation *out);
/* KU-7: may they be told, today, what `what` asks for? Contact alone is
 * RECEIVE_NOTHING. */
bool support_may(const struct support_relation *relation,
                 enum support_receive what, int32_t today);
MUST_CHECK enum result view_agreement(struct store *store, const char *person,
                                      struct support_agreement *out);
MUST_CHECK enum result view_ending(struct store *store, const char *person,
                                   struct support_ending *out);
MUST_CHECK enum result view_consent(struct store *store, const char *about,
                                    const char *what,
                                    struct support_consent *out);
/* Those who have ended, newest first. */
struct support_ended {
    char id[UUID_SIZE], name[VIEW_NAME_SIZE], symbol[VIEW_NAME_SIZE];
    char picture[VIEW_PICTURE_SIZE];
    int32_t date;
};
MUST_CHECK enum result
view_ended(struct store *store, struct support_ended *out, int max, int *count);
/* A person's groups, the first one first. */
MUST_CHECK enum result view_person_groups(struct store *store,
                                          const char *person,
                                          struct view_group *out, int max,
                                          int *count);
/* What the settings' form holds beside view_person: who they are to staff. */
struct support_person {
    char symbol_picture[VIEW_PICTURE_SIZE]; /* also while a photo stands */
    char photo[VIEW_PICTURE_SIZE];          /* also without consent */
    char note[SUPPORT_WORDS_SIZE];          /* staff's; never on a screen */
    bool ended;
    bool off; /* does not want to use the box: not on the symbol page */
    int64_t seq;
};
MUST_CHECK enum result view_person_more(struct store *store, const char *person,
                                        struct support_person *out);
/* The newest event of that kind about that id; 0 if there is none. */
MUST_CHECK enum result view_saved_seq(struct store *store, enum event_kind kind,
                                      const char *about, int64_t *seq);

/* "calm", "self", "mapped", "practical", "partly", "own_wish", "hopes" … */
extern const char *const words_of_support_level[];
extern const char *const words_of_support_from[];
extern const char *const words_of_support_stage[];
extern const char *const words_of_support_receive[];
extern const char *const words_of_support_wish[];
extern const char *const words_of_support_end[];
extern const char *const words_of_support_topic[];
