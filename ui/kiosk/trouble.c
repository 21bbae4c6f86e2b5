#include "ui/kiosk/trouble.h"

#include "firmware/base/words.h"

enum trouble
trouble_of(const struct app *app)
{
    const struct app_world *world = app->world;
    if (!world->button_works)
        return TROUBLE_BUTTON;
    if (world->nobody_receives)
        return TROUBLE_RECEIVER;
    if (world->walking)
        return TROUBLE_WALKING;
    return world->walk_due && app->screen == SCREEN_COVER ? TROUBLE_WALK_DUE
                                                          : TROUBLE_NONE;
}

const char *
trouble_icon(enum trouble trouble)
{
    switch (trouble) {
    case TROUBLE_RECEIVER:
        return "own-not-through";
    case TROUBLE_WALKING:
        return "own-sent";
    case TROUBLE_BUTTON:
    case TROUBLE_WALK_DUE:
    case TROUBLE_NONE:
        break;
    }
    return "own-button-fault";
}

const char *
trouble_words(const char *lang, enum trouble trouble)
{
    switch (trouble) {
    case TROUBLE_BUTTON:
        return word(lang, "Knappen fungerar inte nu. Du kan säga till "
                          "personalen.");
    case TROUBLE_RECEIVER:
        return word(lang, "Knappen når inte personalen nu. Du kan säga till "
                          "personalen.");
    case TROUBLE_WALKING:
        return word(lang, "Personalen provar knappen.");
    case TROUBLE_WALK_DUE:
        return word(lang, "Knappen är inte provad på länge.");
    case TROUBLE_NONE:
        break;
    }
    return "";
}
