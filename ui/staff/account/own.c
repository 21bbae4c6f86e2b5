/* One's own sessions and PIN. */
#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "ui/staff/account/account.h"
#include "ui/staff/field.h"
#include "ui/staff/shell.h"

void
me_sessions_draw(struct visit *visit)
{
    shell_open(visit, &(struct shell){
                          .title = word(visit->lang, "Var jag är inloggad"),
                          .narrow = true});
    account_put_sessions(visit, visit->who.account, "/me/sessions");
    field_act(visit, "/me/sessions",
              word(visit->lang, "Logga ut överallt annars"), "", NULL, NULL);
    shell_close(visit);
}

void
me_sessions_post(struct visit *visit)
{
    json_t *command = visit_command(visit, "end_sessions");
    const char *hash = form_typed(&visit->form, "hash");
    if (!text_empty(hash))
        json_object_set_new(command, "hash", json_string(hash));
    text_copy(visit->then, sizeof visit->then, "/me/sessions");
    visit_ask(visit, command, NULL);
}

void
me_pin_draw(struct visit *visit)
{
    shell_open(visit, &(struct shell){.title = word(visit->lang, "PIN-kod"),
                                      .narrow = true});
    html_element(&visit->html, "p", "hint",
                 word(visit->lang, "För personalens hörn vid skärmen: håll "
                                   "fingret i det övre högra hörnet."));
    field_form(visit, "/me/pin");
    field_line(visit, &(struct field){.name = "password",
                                      .label = word(visit->lang, "Lösenord"),
                                      .type = "password",
                                      .complete = "current-password",
                                      .most = 128,
                                      .needed = true});
    field_line(visit, &(struct field){.name = "pin",
                                      .label = word(visit->lang, "Ny PIN-kod"),
                                      .hint = word(visit->lang, "Sex till tolv "
                                                                "siffror."),
                                      .type = "password",
                                      .complete = "off",
                                      .most = 12,
                                      .needed = true});
    field_button(visit, word(visit->lang, "Spara"), "main");
    field_form_end(visit);
    shell_close(visit);
}

static void
pin_saved(struct visit *visit, const json_t *answer)
{
    struct visit_problem *problem = &visit->problem;
    const char *says = NULL;
    if (json_is_true(json_object_get(answer, "ok"))) {
        visit_go(visit, "/me/pin?saved=1");
        return;
    }
    visit_refused(visit, answer);
    if (text_equal(problem->where, "password") &&
        text_equal(problem->why, "refused"))
        says = word(visit->lang, "Lösenordet stämmer inte.");
    else if (text_equal(problem->where, "pin"))
        says = word(visit->lang, "Sex till tolv siffror, och ingen rad som "
                                 "123456.");
    if (says != NULL)
        text_copy(problem->says, sizeof problem->says, says);
}

void
me_pin_post(struct visit *visit)
{
    json_t *command = visit_command(visit, "pin_set");
    json_object_set_new(command, "password",
                        json_string(form_typed(&visit->form, "password")));
    json_object_set_new(command, "pin",
                        json_string(form_typed(&visit->form, "pin")));
    visit_ask(visit, command, pin_saved);
}
