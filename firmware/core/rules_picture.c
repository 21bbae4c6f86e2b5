/*
 * The centre's own pictures: a photo that troskel-photo has made sound, its
 * words, whose face is in it, and that it goes away again.
 */
#include <string.h>
#include <unistd.h>

#include "firmware/base/text.h"
#include "firmware/core/saving.h"
#include "firmware/store/view_support.h"

static const char *
body_string(const struct ask *ask, const char *field)
{
    return json_string_value(json_object_get(ask->event.body, field));
}

/* A picture of somebody is for those who work with them; one that is nobody's
 * is everybody's. */
static enum result
check_team(struct core *core, struct ask *ask)
{
    enum result result = team_allows_saved(core, ask, EVENT_PICTURE_SAVED,
                                           ask->event.about, "person");
    return result == RESULT_OK
               ? team_allows(core, ask, body_string(ask, "person"))
               : result;
}

/* A picture goes by its bytes. */
static enum result
name_it(struct ask *ask)
{
    char picture[VIEW_PICTURE_SIZE];
    const char *hash = body_string(ask, "hash");
    if (hash == NULL)
        return ask_refuse(ask, RESULT_INVALID, "invalid", "hash", "missing");
    text_format(picture, sizeof picture, "photo-%s", hash);
    (void)json_object_set_new(ask->event.body, "picture", json_string(picture));
    uuid_from_name(ask->event.about, "picture", picture);
    return RESULT_OK;
}

/* The bytes stand in the inbox under `file`; core takes them and the file is
 * gone. A command that comes again finds them in the store. */
static enum result
take_bytes(struct core *core, struct ask *ask)
{
    const char *file = ask_text(ask, "file");
    const char *hash = body_string(ask, "hash");
    if (store_has_blob(core->store, hash))
        return RESULT_OK;
    if (file == NULL)
        return ask_refuse(ask, RESULT_ABSENT, "absent", "file",
                          "the picture's bytes are not here");
    json_t *blob = json_pack("{s:s,s:s}", "hash", hash, "file", file);
    enum result result = core_put_blob(core, ask, blob);
    json_decref(blob);
    core_drop_inbox(core, file);
    return result;
}

/* whoever is in it has agreed, before or with this command. */
static enum result
check_consent(struct core *core, struct ask *ask)
{
    struct support_consent consent;
    char picture_about[UUID_SIZE];
    const char *person = body_string(ask, "person");
    json_t *given = json_object_get(ask->command, "consent");
    if (person == NULL)
        return RESULT_OK;
    if (!json_is_object(given)) {
        enum result result =
            view_consent(core->store, person, "photo", &consent);
        if (result == RESULT_OK && !consent.given)
            return ask_refuse(ask, RESULT_INVALID, "refused", "consent",
                              "whoever is in the picture has not agreed");
        return result;
    }
    json_t *whole = json_pack("{s:s,s:O*,s:O*}", "what", "photo", "by",
                              json_object_get(given, "by"), "date",
                              json_object_get(given, "date"));
    text_copy(picture_about, sizeof picture_about, ask->event.about);
    enum result result =
        json_object_size(whole) == 3
            ? saving_also(core, ask, EVENT_CONSENT_GIVEN, person, whole)
            : ask_refuse(ask, RESULT_INVALID, "invalid", "consent",
                         "who gave it and when");
    json_decref(whole);
    return result;
}

/* As whose photo it stands, if the command says so ("stands": true). */
static enum result
stand_for(struct core *core, struct ask *ask)
{
    const char *person = body_string(ask, "person");
    json_t *standing = NULL;
    if (!json_is_true(json_object_get(ask->command, "stands")) ||
        person == NULL)
        return RESULT_OK;
    struct ask whose = *ask;
    text_copy(whose.event.about, sizeof whose.event.about, person);
    enum result result =
        saving_standing(core, &whose, EVENT_PERSON_SAVED, &standing);
    if (result == RESULT_OK && standing != NULL) {
        (void)json_object_set(standing, "photo",
                              json_object_get(ask->event.body, "picture"));
        result = saving_also(core, ask, EVENT_PERSON_SAVED, person, standing);
    }
    json_decref(standing);
    return result;
}

enum result
rule_picture_save(struct core *core, struct ask *ask)
{
    enum result result = saving_body(ask, NULL);
    if (result == RESULT_OK)
        result = name_it(ask);
    if (result == RESULT_OK)
        result = check_team(core, ask);
    if (result == RESULT_OK)
        result = take_bytes(core, ask);
    if (result == RESULT_OK)
        result = check_consent(core, ask);
    return result == RESULT_OK ? stand_for(core, ask) : result;
}

/* What it is called in the languages that the form does not speak of. */
static void
keep_other_words(json_t *body, const json_t *standing)
{
    json_t *words = json_object_get(standing, "words");
    if (!json_is_object(words))
        return;
    json_t *all = json_copy(words);
    (void)json_object_update(all, json_object_get(body, "words"));
    (void)json_object_set_new(body, "words", all);
}

/* Its words, licence, and who is in it; the bytes stay. */
enum result
rule_picture_words(struct core *core, struct ask *ask)
{
    const char *picture = ask_text(ask, "picture");
    json_t *standing = NULL;
    if (picture == NULL)
        return ask_refuse(ask, RESULT_INVALID, "invalid", "picture", "missing");
    uuid_from_name(ask->event.about, "picture", picture);
    enum result result = saving_seen(core, ask, EVENT_PICTURE_SAVED);
    if (result == RESULT_OK)
        result = saving_standing(core, ask, EVENT_PICTURE_SAVED, &standing);
    if (result == RESULT_OK && standing == NULL)
        return ask_refuse(ask, RESULT_ABSENT, "absent", "picture",
                          "there is no such picture");
    if (result == RESULT_OK)
        result = saving_body(ask, standing);
    if (result == RESULT_OK)
        result = check_team(core, ask);
    if (result == RESULT_OK)
        keep_other_words(ask->event.body, standing);
    if (result == RESULT_OK) /* the bytes and the name they go by stay */
        for (int i = 0; i < 2; i++) {
            const char *field = i == 0 ? "hash" : "picture";
            (void)json_object_set(ask->event.body, field,
                                  json_object_get(standing, field));
        }
    ask->already = result == RESULT_OK && json_equal(standing, ask->event.body);
    json_decref(standing);
    return result == RESULT_OK ? check_consent(core, ask) : result;
}

enum result
rule_picture_remove(struct core *core, struct ask *ask)
{
    struct view_picture known;
    const char *picture = ask_text(ask, "picture");
    if (picture == NULL || !view_picture_is_own(picture))
        return ask_refuse(ask, RESULT_INVALID, "invalid", "picture",
                          "not one of the centre's own");
    enum result result = view_picture(core->store, "sv", picture, &known);
    if (result == RESULT_IO)
        return result;
    ask->already = result == RESULT_ABSENT;
    uuid_from_name(ask->event.about, "picture", picture);
    json_decref(ask->event.body);
    ask->event.body = json_pack("{s:s}", "picture", picture);
    return check_team(core, ask);
}

/* What one person calls a picture: "räven" is Rolle to somebody. */
enum result
rule_picture_name(struct core *core, struct ask *ask)
{
    struct view_brief person;
    enum result result = saving_person(core, ask, &person);
    return result == RESULT_OK ? saving_body(ask, NULL) : result;
}
