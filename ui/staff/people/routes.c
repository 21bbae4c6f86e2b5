#include "firmware/exchange/recording.h"
#include "ui/staff/people/people.h"
#include "ui/staff/people/voices.h"

#define PAGE(at, who, of, draws)                                               \
    {                                                                          \
        .path = (at), .roles = (who), .flags = (of), .draw = (draws)           \
    }
/* A form: the page, and what is sent from it. */
#define FORM(at, who, of, draws, posts)                                        \
    {.path = (at), .roles = (who), .flags = (of), .draw = (draws)},            \
    {                                                                          \
        .path = (at), .method = METHOD_POST, .roles = (who), .flags = (of),    \
        .draw = (draws), .post = (posts)                                       \
    }
#define FILES(at, who, of, most, draws, posts)                                 \
    {.path = (at), .roles = (who), .flags = (of), .draw = (draws)},            \
    {                                                                          \
        .path = (at), .method = METHOD_POST, .roles = (who), .flags = (of),    \
        .body_max = (most), .draw = (draws), .post = (posts)                   \
    }
#define ACT(at, who, of, draws, posts)                                         \
    {                                                                          \
        .path = (at), .method = METHOD_POST, .roles = (who), .flags = (of),    \
        .draw = (draws), .post = (posts)                                       \
    }

const struct route people_routes[] = {
    PAGE("/people", ROLES_CARE, 0, people_list_draw),
    PAGE("/people/ended", ROLES_CARE, 0, people_ended_draw),
    FORM("/people/new", ROLES_PLAN_OF, 0, person_new_draw, person_new_post),
    PAGE("/people/:id", ROLES_CARE, ROUTE_PERSON, person_draw),
    FORM("/people/:id/settings", ROLES_CARE, ROUTE_PERSON, settings_draw,
         settings_post),
    PAGE("/people/:id/preview.png", ROLES_CARE, ROUTE_PERSON,
         preview_draw_person),
    FORM("/people/:id/help", ROLES_PLAN_OF, ROUTE_PERSON, help_draw, help_post),
    FORM("/people/:id/words", ROLES_CARE, ROUTE_PERSON, own_words_draw,
         own_words_post),
    FORM("/people/:id/strategies", ROLES_PLAN_OF, ROUTE_PERSON, strategies_draw,
         strategies_post),
    FORM("/people/:id/wellbeing", ROLES_PLAN_OF, ROUTE_PERSON, wellbeing_draw,
         wellbeing_post),
    FORM("/people/:id/strengths/new", ROLES_PLAN_OF, ROUTE_PERSON,
         strength_draw, strength_post),
    FORM("/people/:id/strengths/:id", ROLES_PLAN_OF, ROUTE_PERSON,
         strength_draw, strength_post),
    ACT("/people/:id/strengths/:id/remove", ROLES_PLAN_OF, ROUTE_PERSON,
        strength_draw, strength_remove_post),
    FORM("/people/:id/relations/new", ROLES_PLAN_OF, ROUTE_PERSON,
         relation_draw, relation_post),
    FORM("/people/:id/relations/:id", ROLES_PLAN_OF, ROUTE_PERSON,
         relation_draw, relation_post),
    ACT("/people/:id/relations/:id/remove", ROLES_PLAN_OF, ROUTE_PERSON,
        relation_draw, relation_remove_post),
    FORM("/people/:id/agreement", ROLES_CARE, ROUTE_PERSON, agreement_draw,
         agreement_post),
    ACT("/people/:id/consent", ROLES_CARE, ROUTE_PERSON, agreement_draw,
        consent_post),
    FILES("/people/:id/photo", ROLES_CARE, ROUTE_PERSON, PEOPLE_PHOTO_MAX,
          photo_draw, photo_post),
    FORM("/people/:id/names", ROLES_CARE, ROUTE_PERSON, names_draw, names_post),
    ACT("/people/:id/names/remove", ROLES_CARE, ROUTE_PERSON, names_draw,
        names_remove_post),
    FORM("/people/:id/end", ROLES_PLAN_OF, ROUTE_PERSON, person_end_draw,
         person_end_post),
    ACT("/people/:id/resume", ROLES_PLAN_OF, ROUTE_PERSON, person_draw,
        person_resume_post),
    PAGE("/house", ROLES_CARE, 0, house_draw),
    FORM("/house/group/new", ROLE_LEADER, 0, house_thing_draw,
         house_thing_post),
    FORM("/house/group/:id", ROLE_LEADER, 0, house_thing_draw,
         house_thing_post),
    FORM("/house/place/new", ROLES_CARE, 0, house_thing_draw, house_thing_post),
    FORM("/house/place/:id", ROLES_CARE, 0, house_thing_draw, house_thing_post),
    FORM("/house/staff/new", ROLE_LEADER, 0, house_thing_draw,
         house_thing_post),
    FORM("/house/staff/:id", ROLE_LEADER, 0, house_thing_draw,
         house_thing_post),
    PAGE("/pictures", ROLES_CARE, 0, pictures_draw),
    PAGE("/pictures/find", ROLES_CARE, ROUTE_SCRIPTED, picker_draw_found),
    PAGE("/pictures/credits", ROLES_CARE, 0, pictures_credits_draw),
    FILES("/pictures/new", ROLES_CARE, 0, PEOPLE_PHOTO_MAX, picture_new_draw,
          picture_new_post),
    FORM("/pictures/about/:picture", ROLES_CARE, 0, own_picture_draw,
         own_picture_post),
    ACT("/pictures/remove/:picture", ROLES_CARE, 0, own_picture_draw,
        picture_remove_post),
    PAGE("/voices", ROLES_CARE, 0, voices_draw),
    PAGE("/voices/sound/:id", ROLES_CARE, 0, voice_sound_draw),
    FILES("/voices/new", ROLES_CARE, ROUTE_MICROPHONE, RECORDING_BYTES_MAX,
          voice_new_draw, voice_new_post),
    FILES("/people/:id/voice", ROLES_CARE, ROUTE_PERSON | ROUTE_MICROPHONE,
          RECORDING_BYTES_MAX, voice_new_draw, voice_new_post),
    FILES("/me/voice", ROLES_CARE, ROUTE_MICROPHONE, RECORDING_BYTES_MAX,
          voice_new_draw, voice_new_post),
    ACT("/me/voice/remove", ROLES_CARE, ROUTE_MICROPHONE, voice_new_draw,
        voice_own_remove_post),
    ACT("/voices/:id/remove", ROLES_CARE, 0, voices_draw, voice_remove_post),
    FILES("/import", ROLE_LEADER, 0, PEOPLE_FILE_MAX, import_draw, import_post),
    {.path = NULL}};
