#include "ui/staff/people/voices.h"

#include <stdlib.h>

#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "ui/staff/people/people.h"

enum { LIST_MAX = 1000 };

void
voice_player(struct visit *visit, const char *id, const char *says)
{
    struct html *html = &visit->html;
    char path[VISIT_PATH_SIZE];
    text_format(path, sizeof path, "/voices/sound/%s", id);
    html_put(html, "<audio controls preload=\"none\"");
    html_attribute(html, "src", path);
    html_attribute(html, "aria-label", says);
    html_put(html, "></audio>");
}

/* Where it is recorded anew. */
static void
put_again(struct visit *visit, const struct view_recording *one)
{
    char path[VISIT_PATH_SIZE];
    struct view_person person;
    if (one->of != RECORDING_PERSON)
        text_format(path, sizeof path, "/voices/new?again=%s", one->id);
    else if (view_person(visit->store, visit->boot_id, one->key, &person) ==
             RESULT_OK)
        text_format(path, sizeof path, "/people/%s/voice", one->key);
    else if (visit->who.staff && text_equal(one->key, visit->who.account))
        text_copy(path, sizeof path, "/me/voice");
    else
        return; /* a colleague's is theirs to record */
    people_link(&visit->html, path, "change", word(visit->lang, "Byt"));
}

static void
put_one(struct visit *visit, const struct view_recording *one)
{
    struct html *html = &visit->html;
    char date[PEOPLE_DAY_SIZE], says[200], path[VISIT_PATH_SIZE];
    people_day_words(visit->lang, one->date, date);
    html_put(html, "<li class=\"voice\">");
    if (one->of == RECORDING_PICTURE)
        shell_picture(html, one->key, 48, "");
    html_element(html, "b", NULL, one->says);
    text_format(says, sizeof says, word(visit->lang, "%s, %d,%d s, ja %s"),
                one->by, one->ms / 1000, one->ms % 1000 / 100, date);
    html_element(html, "span", "hint", says);
    if (!text_equal(one->lang, visit->centre->lang))
        html_element(html, "span", "hint", one->lang);
    voice_player(visit, one->id, one->says);
    html_put(html, "<span class=\"acts\">");
    put_again(visit, one);
    text_format(path, sizeof path, "/voices/%s/remove", one->id);
    field_act(visit, path, word(visit->lang, "Ta bort"), "quiet", NULL, NULL);
    html_put(html, "</span></li>");
}

void
voices_draw(struct visit *visit)
{
    struct html *html = &visit->html;
    int count = 0;
    struct view_recording *all = calloc(LIST_MAX, sizeof *all);
    visit->room = all;
    if (all == NULL ||
        view_recordings(visit->store, all, LIST_MAX, &count) != RESULT_OK) {
        visit_status(visit, 503);
        return;
    }
    shell_open(visit, &(struct shell){.title = word(visit->lang, "Röster"),
                                      .nav = NAV_MORE,
                                      .style = "people.css",
                                      .narrow = true});
    html_element(html, "p", "hint",
                 word(visit->lang, "En röst hörs i stället för maskinens, när "
                                   "någon ber skärmen läsa upp."));
    html_put(html, "<p class=\"ways\">");
    people_link(html, "/voices/new?of=title", "way",
                word(visit->lang, "Spela in ett ord"));
    people_link(html, "/voices/new?of=picture", "way",
                word(visit->lang, "Spela in till en bild"));
    if (visit->who.staff)
        people_link(html, "/me/voice", "way",
                    word(visit->lang, "Spela in mitt namn"));
    if (visit_may(visit, ROLE_LEADER))
        people_link(html, "/import", "way",
                    word(visit->lang, "Läs in en mapp med ljud"));
    html_put(html, "</p>");
    html_element(html, "p", "hint",
                 word(visit->lang, "Ett namn spelas in på personens sida."));
    if (count == 0)
        html_element(html, "p", "empty", word(visit->lang, "Inga än."));
    html_put(html, "<ul class=\"voices\">");
    for (int i = 0; i < count; i++)
        put_one(visit, &all[i]);
    html_put(html, "</ul>");
    shell_close(visit);
}

void
voice_sound_draw(struct visit *visit)
{
    char hash[VIEW_TAG_SIZE];
    unsigned char *bytes = NULL;
    size_t length = 0;
    if (!view_recording_hash(visit->store, visit->path.id[0], hash,
                             sizeof hash) ||
        view_sound(visit->store, hash, &bytes, &length) != RESULT_OK) {
        visit_status(visit, 404);
        return;
    }
    visit_bytes(visit, "audio/wav", NULL, bytes, length);
    free(bytes);
}

/* Whoever lent it takes it back: the sound goes with it, at once. */
void
voice_remove_post(struct visit *visit)
{
    json_t *command = visit_command(visit, "recording_remove");
    json_object_set_new(command, "about", json_string(visit->path.id[0]));
    text_copy(visit->then, sizeof visit->then, "/voices?saved=1");
    visit_ask(visit, command, people_answered);
}
