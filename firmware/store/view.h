/*
 * What the screens, the pages and the command line read: plain structs filled
 * from a read-only store, so that nobody else knows a table.
 *
 * Every function fills memory of the caller and keeps nothing. What does not
 * fit a limit is left out and counted (see each). Texts are UTF-8, whole.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "firmware/base/clock.h"
#include "firmware/base/result.h"
#include "firmware/base/uuid.h"
#include "firmware/store/library.h"
#include "firmware/store/store.h"

enum {
    VIEW_NAME_SIZE = 164,   /* 40 characters of any script */
    VIEW_TEXT_SIZE = 244,   /* 60 characters */
    VIEW_PICTURE_SIZE = 72, /* "1F98A", "own-staff", "photo-<sha256>" */
    VIEW_ITEMS_MAX = 24,    /* of one person's day */
    VIEW_STEPS_MAX = 8,     /* order of work */
    VIEW_OPTIONS_MAX = 4,   /* of a choice board */
    VIEW_WITH_MAX = 4,
    VIEW_STRATEGIES_MAX = 4,
    VIEW_PEOPLE_MAX = 1000,
    VIEW_GROUPS_MAX = 16,
    VIEW_STAFF_MAX = 200,
    VIEW_SIGNALS_MAX = 64,
    VIEW_FAULTS_MAX = 20,
    VIEW_NOTE_CHARS = 500,
    VIEW_NOTE_SIZE = VIEW_NOTE_CHARS * 4 + 4,
    VIEW_WALK_DAYS = 7 /* where a centre says nothing else */
};

/* How a person wants their day. The order is the order of the CSV words. */
enum view_mode { MODE_NOW_THEN, MODE_SEQUENCE, MODE_MENU, MODE_LOOK };
enum view_level { LEVEL_PICTURE_TEXT, LEVEL_PICTURE, LEVEL_PHOTO, LEVEL_TEXT };
enum view_text {
    TEXT_L,
    TEXT_S,
    TEXT_M,
    TEXT_XL,
    TEXT_2XL,
    TEXT_3XL,
    TEXT_4XL /* twice L */
};
enum view_direction { DIRECTION_VERTICAL, DIRECTION_HORIZONTAL };
enum view_mark { MARK_TICK, MARK_TURN, MARK_MOVE };
enum view_time {
    TIME_DOTS,
    TIME_NONE,
    TIME_DISC,
    TIME_BAR,
    TIME_DIGITAL,
    TIME_ANALOGUE,
    TIME_DOTS_DIGITAL
};

/* How a person reaches what is on the screen. */
enum view_scan { SCAN_OFF, SCAN_ONE, SCAN_TWO }; /* switches */
enum view_touch { TOUCH_INSIDE, TOUCH_ANYWHERE };
enum view_theme { WANT_USUAL, WANT_LIGHT, WANT_DIM, WANT_CONTRAST };

/* Read-aloud, always only when asked: an ear to touch, or what is touched. */
enum view_voice { VOICE_USUAL, VOICE_OFF, VOICE_EAR, VOICE_TOUCH };

enum {
    VIEW_TAG_SIZE = 65,
    VIEW_SCAN_MS = 2000,
    VIEW_VOICE_RATE_LEAST = 80, /* words a minute */
    VIEW_VOICE_RATE = 140,
    VIEW_VOICE_RATE_MOST = 260,
    VIEW_VOICE_VOLUME_LEAST = 5, /* of a hundred */
    VIEW_VOICE_VOLUME = 70,
    VIEW_VOICE_VOLUME_MOST = 100
};

/* The centre's is for whoever stands there unknown, and for all the rooms'
 * boxes; a person's own goes before it. */
struct view_reach {
    enum view_scan scan;
    int scan_ms; /* 1000..5000: from one thing to the next, by itself */
    enum view_touch touch;
    int hold_ms; /* 0..2000: how long a finger rests before it counts */
    int dead_ms; /* 0..3000: how long after a touch nothing counts */
    bool left;   /* the frame is mirrored, for the left hand */
    bool low;    /* what can be touched stands low on a tall pane */
    enum view_theme theme;
    int dim_from, dim_to;    /* the centre's, minutes; -1: not said */
    char tag[VIEW_TAG_SIZE]; /* firmware/base/tag.h; empty: none */
    enum view_voice voice;
    int voice_rate, voice_volume; /* 0: not said */
};

struct view_centre {
    char id[UUID_SIZE];
    char name[VIEW_NAME_SIZE];
    char lang[4];
    char zone[48];
    int opens, closes;               /* minutes; -1: not said */
    char calm_place[VIEW_NAME_SIZE]; /* where one may go; may be empty */
    char calm_picture[VIEW_PICTURE_SIZE];
    int64_t t1_ms, t2_ms; /* when a signal that nobody answers escalates */
    int walk_days;        /* how old a button's walk test may grow */
    struct view_reach reach;
};

struct view_group {
    char id[UUID_SIZE];
    char name[VIEW_NAME_SIZE];
    char picture[VIEW_PICTURE_SIZE];
};

struct view_staff {
    char id[UUID_SIZE];
    char name[VIEW_NAME_SIZE];
    char picture[VIEW_PICTURE_SIZE];
};

struct view_card { /* a picture and its words */
    char text[VIEW_TEXT_SIZE];
    char picture[VIEW_PICTURE_SIZE];
};

struct view_person {
    char id[UUID_SIZE];
    char name[VIEW_NAME_SIZE];   /* for staff and for the person's own screens,
                                    never for the cover or the symbol page */
    char symbol[VIEW_NAME_SIZE]; /* the symbol's word: "räv" */
    char picture[VIEW_PICTURE_SIZE]; /* what stands on the symbol page: the
                                        symbol, or a photo with consent */
    char label[VIEW_NAME_SIZE]; /* what stands under it: the symbol's word, or
                                   what this person calls that picture */
    char group[UUID_SIZE];      /* first group; empty: none */
    int place; /* fixed place on the group's symbol pages, from 0 */
    char lang[4];
    enum view_mode mode;
    enum view_level level;
    enum view_text text;
    enum view_direction direction;
    enum view_mark mark;
    enum view_time time;
    bool greys;
    int how_many; /* items at once, 1..6 */
    struct view_reach reach;
    struct view_card strategies[VIEW_STRATEGIES_MAX];
    int strategy_count;
    bool here;
    int64_t arrived_utc_ms;  /* of the open visit, else 0 */
    int64_t arrived_boot_ms; /* valid if same_boot */
    bool arrived_this_boot;
    int64_t left_utc_ms; /* end of the latest visit, 0: none or here now; the
                            reader decides whether that is today */
    bool paused;
    bool ended; /* does not come any more (view_people leaves them out) */
    bool off;   /* does not want to use the box: not on its symbol page; staff
                   put down when they come and go */
};

/* What a rule asks of somebody: no picture, no settings, one row. */
struct view_brief {
    char id[UUID_SIZE];
    char name[VIEW_NAME_SIZE];
    bool ended, here, paused;
    int64_t arrived_utc_ms; /* both as in view_person */
    int64_t left_utc_ms;
};

enum view_state { STATE_PLANNED, STATE_DONE, STATE_SET_ASIDE, STATE_CANCELLED };

enum view_change {
    CHANGE_NONE,
    CHANGE_REPLACED,
    CHANGE_CANCELLED,
    CHANGE_TIME,
    CHANGE_PLACE,
    CHANGE_PERSON,
    CHANGE_ADDED,
    CHANGE_DETAILS /* stored only: answers that the day itself does not show;
                      laid over the item, and told by no card */
};

/* What a person says that something does to them. */
enum view_energy { ENERGY_UNSAID, ENERGY_GIVES, ENERGY_NEUTRAL, ENERGY_TAKES };

struct view_step {
    struct view_card card;
    bool done;
};

/* One thing in one person's day. What is not answered is empty. */
struct view_item {
    char id[UUID_SIZE];
    int32_t date;   /* civil day */
    int start, end; /* minutes of the day; -1: not said. end may be > 1440 */
    bool all_day;
    struct view_card what;
    struct view_card where;
    struct view_card with[VIEW_WITH_MAX];
    int with_count;
    char why[VIEW_TEXT_SIZE];
    char bring[VIEW_TEXT_SIZE];
    char learn[VIEW_TEXT_SIZE];
    char known_when[VIEW_TEXT_SIZE]; /* not empty: what it is, we do not know
                                        yet; this says when we will */
    struct view_step how[VIEW_STEPS_MAX];
    int how_count;
    struct view_card options[VIEW_OPTIONS_MAX];
    int option_count;
    int chosen;     /* index of the option, -1: nothing yet, -2: something else,
                   -3: nothing just now */
    int notices[2]; /* minutes before; 0: none */
    enum view_state state;
    enum view_change change;
    struct view_card old_what; /* what it was, when changed */
    struct view_card old_where;
    struct view_card old_with; /* the first of those it was with */
    int old_start;
    char change_reason[VIEW_TEXT_SIZE];
    bool change_seen;
    bool by_choice; /* the person chose it themself */
};

struct view_day {
    int32_t date;
    struct view_item items[VIEW_ITEMS_MAX]; /* by start, then as planned */
    int count;
    int left_out; /* beyond VIEW_ITEMS_MAX */
};

enum view_signal_kind { SIGNAL_PRESS, SIGNAL_ASK, SIGNAL_TEST };
enum view_signal_state {
    SIGNAL_PRESSED, /* stored, nobody has it yet */
    SIGNAL_DELIVERED,
    SIGNAL_ACKNOWLEDGED,
    SIGNAL_WITH,
    SIGNAL_CLOSED,
    SIGNAL_WITHDRAWN
};

struct view_signal {
    char id[UUID_SIZE];
    enum view_signal_kind kind;
    enum view_signal_state state;
    char place[VIEW_NAME_SIZE]; /* the button's name, or "kiosk" */
    char about[UUID_SIZE];      /* who, if known */
    char about_name[VIEW_NAME_SIZE];
    char about_picture[VIEW_PICTURE_SIZE];
    char staff[UUID_SIZE]; /* who acknowledged */
    char staff_name[VIEW_NAME_SIZE];
    char staff_picture[VIEW_PICTURE_SIZE];
    int64_t raised_utc_ms;
    int64_t raised_boot_ms;
    bool this_boot; /* raised_boot_ms counts from the boot that runs now */
    int64_t last_boot_ms; /* of the newest press, in last_boot */
    char last_boot[40];
    int presses;
    int level; /* 0, 1 after T1, 2 after T2 without an answer */
};

MUST_CHECK enum result view_centre(struct store *store,
                                   struct view_centre *out);
/* In their fixed order. Returns the count through `count`, at most max. */
MUST_CHECK enum result view_groups(struct store *store, struct view_group *out,
                                   int max, int *count);
/* Places, by name; they have what a group has. */
MUST_CHECK enum result view_places(struct store *store, struct view_group *out,
                                   int max, int *count);
/* By name. Returns the count through `count`, at most max. */
MUST_CHECK enum result view_staff(struct store *store, struct view_staff *out,
                                  int max, int *count);
/* By group, then by place; nobody who has ended. `boot_id` of the clock that
 * runs now. */
MUST_CHECK enum result view_people(struct store *store, const char *boot_id,
                                   struct view_person *out, int max,
                                   int *count);
MUST_CHECK enum result view_person(struct store *store, const char *boot_id,
                                   const char *id, struct view_person *out);
MUST_CHECK enum result view_brief(struct store *store, const char *id,
                                  struct view_brief *out);
/* An id, a symbol's word or a first name, in that order, whatever its case.
 * RESULT_INVALID if more than one person has that name. */
MUST_CHECK enum result view_find_person(struct store *store, const char *what,
                                        char id[UUID_SIZE]);
/* Likewise for a group (id or name) and for staff (id or name). */
MUST_CHECK enum result view_find_group(struct store *store, const char *what,
                                       char id[UUID_SIZE]);
MUST_CHECK enum result view_find_staff(struct store *store, const char *what,
                                       char id[UUID_SIZE]);
MUST_CHECK enum result view_day(struct store *store, const char *person,
                                int32_t date, struct view_day *out);
/* Open ones first, newest first; `all` gives closed ones of the last 24 h
 * (by the log's own times) too. */
MUST_CHECK enum result view_signals(struct store *store, const char *boot_id,
                                    bool all, struct view_signal *out, int max,
                                    int *count);

/* One signal, however old. */
MUST_CHECK enum result view_signal(struct store *store, const char *boot_id,
                                   const char *id, struct view_signal *out);
/* The newest open signal of this kind at this place. */
MUST_CHECK enum result view_signal_at(struct store *store, const char *boot_id,
                                      enum view_signal_kind kind,
                                      const char *place,
                                      struct view_signal *out);
/* Pauses that are on, the first to begin first; at most max. */
struct view_pause {
    char person[UUID_SIZE]; /* empty: nobody's in particular */
    int64_t at_utc_ms;
    int64_t at_boot_ms; /* valid if this_boot */
    bool this_boot;
};
MUST_CHECK enum result view_pauses(struct store *store, const char *boot_id,
                                   struct view_pause *out, int max, int *count);

/* What staff remember of a signal afterwards: never for a participant's
 * screen. RESULT_ABSENT: nothing. */
struct view_signal_end {
    bool unanswered; /* closed before anybody had acknowledged it */
    int met;         /* minute of the day when staff met them; -1: not said */
    unsigned helped, before;      /* bits: view_helped_name, view_before_name */
    char inside[VIEW_NOTE_SIZE];  /* the participant's view */
    char outside[VIEW_NOTE_SIZE]; /* the staff's */
};
MUST_CHECK enum result view_signal_end(struct store *store, const char *signal,
                                       struct view_signal_end *out);

/* What does not work just now, oldest first; at most max. */
enum view_fault_what {
    FAULT_BUTTON,   /* a button, or all of them if `place` is empty */
    FAULT_RECEIVER, /* no staff page is open, in opening hours */
    FAULT_WALK,     /* a button that was not walk-tested for too long */
    FAULT_STAFF     /* the staff's own button, "I am here" */
};
struct view_fault {
    enum view_fault_what what;
    char place[VIEW_NAME_SIZE];
    char state[16]; /* of a button: "absent", "stuck", "fault" */
    int64_t since_utc_ms;
};
MUST_CHECK enum result view_faults(struct store *store, struct view_fault *out,
                                   int max, int *count);

/* Each button's newest walk test: pressed, and drawn by a staff page. */
struct view_walk {
    char place[VIEW_NAME_SIZE];
    char signal[UUID_SIZE];
    int64_t pressed_utc_ms;
    int64_t seen_utc_ms; /* 0: no page has drawn it */
};
MUST_CHECK enum result view_walks(struct store *store, struct view_walk *out,
                                  int max, int *count);
/* How often each picture stands in the plan, most used first, at most max:
 * what library_search_used wants. */
MUST_CHECK enum result view_picture_uses(struct store *store,
                                         struct library_use *out, int max,
                                         int *count);
bool view_item_exists(struct store *store, const char *id);

/* --- pictures of the centre's own: photos ("photo-…") and those of a pack
 * that somebody put in ("pack-<set>-<name>") --- */

struct view_picture {
    char id[VIEW_PICTURE_SIZE];
    char name[VIEW_NAME_SIZE * 2]; /* in the language asked for, else English,
                                      else any */
    char licence[64];
    char author[104];
    char source[204];
    char pack[64]; /* the set it came with; empty: a photo */
};

/* By the beginning of any word of a name, in `lang` and then in English; every
 * word of `query` has to be there. The whole name first. A photo of somebody
 * who took their consent back is not found. */
MUST_CHECK enum result view_picture_search(struct store *store,
                                           const char *lang, const char *query,
                                           struct view_picture *out, int max,
                                           int *count);
/* The centre's own, by id, from the `from`th on. */
MUST_CHECK enum result view_pictures_own(struct store *store, const char *lang,
                                         int from, struct view_picture *out,
                                         int max, int *count);
/* Who is in it ("" nobody), and the event it stands from. */
MUST_CHECK enum result view_picture_whose(struct store *store, const char *id,
                                          char person[UUID_SIZE], int64_t *seq);
/* The picture whose whole name this is in `lang`, whatever its case: a photo
 * before one of a pack, and never one with a person in it. */
MUST_CHECK enum result view_picture_named(struct store *store, const char *lang,
                                          const char *name,
                                          char id[VIEW_PICTURE_SIZE]);
MUST_CHECK enum result view_picture(struct store *store, const char *lang,
                                    const char *id, struct view_picture *out);
/* What this person calls the picture; RESULT_ABSENT: as everybody does. */
MUST_CHECK enum result view_picture_label(struct store *store,
                                          const char *person,
                                          const char *picture,
                                          char out[VIEW_NAME_SIZE]);

/* Who made what: one a set, licence and author. `source` is one of theirs. */
struct view_credit {
    char pack[64]; /* empty: the centre's own photos */
    char licence[64];
    char author[104];
    char source[204];
    int pictures;
};
MUST_CHECK enum result view_picture_credits(struct store *store,
                                            struct view_credit *out, int max,
                                            int *count);

/* Puts another picture in a photo's place, where it may not be seen any more:
 * somebody in it took their consent back, or it was taken out of the library.
 * A participant's is their symbol, one of the staff's "own-staff", else
 * "own-empty". Views do this for all that they give; it is for what does not
 * come from one. */
void view_agreed(struct store *store, char picture[VIEW_PICTURE_SIZE]);

/* --- recordings: a voice that somebody lent (WAV, base/wav.h), heard instead
 * of the machine's --- */

enum view_recording_of { RECORDING_PICTURE, RECORDING_TITLE, RECORDING_PERSON };

struct view_recording {
    char id[UUID_SIZE];
    enum view_recording_of of;
    char key[VIEW_TEXT_SIZE];  /* a picture, a title, a person or staff id */
    char says[VIEW_TEXT_SIZE]; /* what is heard in it */
    char lang[4];
    char by[VIEW_NAME_SIZE]; /* whose voice it is */
    int32_t date;            /* when they agreed to it */
    int ms;
};
/* By what they say. Returns the count through `count`, at most max. */
MUST_CHECK enum result view_recordings(struct store *store,
                                       struct view_recording *out, int max,
                                       int *count);

/* What is to be said: `person` (may be empty) of somebody's own symbol, else
 * the words `label`; where pictures alone are shown (`wordless`) a picture's
 * recording is enough. */
struct view_said {
    const char *person, *label, *picture, *lang;
    bool wordless;
};
/* Its WAV bytes, as wav_write makes them; the caller frees *bytes. A person
 * goes before a title, that before a picture. RESULT_ABSENT: nobody has said
 * it. */
MUST_CHECK enum result view_recording_sound(struct store *store,
                                            const struct view_said *said,
                                            unsigned char **bytes,
                                            size_t *length);
/* The hash of a recording's bytes into `out` (may be NULL); false: there is
 * none of that id. */
bool view_recording_hash(struct store *store, const char *id, char *out,
                         size_t size);
/* A recording's bytes by their hash, whatever they are of. */
MUST_CHECK enum result view_sound(struct store *store, const char *hash,
                                  unsigned char **bytes, size_t *length);

/* True for the id of a picture that stands in the store and not in the
 * library. */
bool view_picture_is_own(const char *id);

/* A photo's or pack picture's PNG bytes, as stored. The caller frees *bytes. RESULT_ABSENT if
 * there is none or its consent is withdrawn. */
MUST_CHECK enum result view_photo(struct store *store, const char *picture,
                                  unsigned char **bytes, size_t *length);

/* The words "now-then", "dots" … of the enums above; for JSON. */
const char *view_mode_name(enum view_mode mode);
const char *view_level_name(enum view_level level);
const char *view_text_name(enum view_text text);
const char *view_scan_name(enum view_scan scan);
const char *view_touch_name(enum view_touch touch);
const char *view_theme_name(enum view_theme theme);
const char *view_voice_name(enum view_voice voice);
const char *view_recording_of_name(enum view_recording_of of);
const char *view_time_name(enum view_time time);
const char *view_mark_name(enum view_mark mark);
const char *view_direction_name(enum view_direction direction);
const char *view_state_name(enum view_state state);
const char *view_change_name(enum view_change change);
const char *view_signal_state_name(enum view_signal_state state);
const char *view_signal_kind_name(enum view_signal_kind kind);
const char *view_fault_name(enum view_fault_what what);
/* The word of bit `at`, in order from 0; NULL beyond the last. */
const char *view_helped_name(int at);
const char *view_before_name(int at);
