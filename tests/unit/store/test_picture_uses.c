#include "firmware/base/text.h"
#include "tests/test.h"
#include "tests/unit/core/centre.h"

enum { USES_MAX = 8 };

static bool
save_item(struct centre *centre, int number, const char *picture)
{
    char batch[1024];
    char name[32];
    char ask[128];
    text_format(name, sizeof name, "item%d.json", number);
    text_format(batch, sizeof batch,
                "{'source':'test','events':[{'kind':'item_saved','about':"
                "'0190a000-0000-7000-8000-0000000001%02d','body':{'audience':"
                "{'kind':'all'},'weekday':3,'start':'09:00','title':'Buss',"
                "'picture':'%s','origin':'template'}}]}",
                number, picture);
    text_format(ask, sizeof ask, "{'do':'batch','file':'%s'}", name);
    return centre_put(centre, name, batch) && centre_ask(centre, ask);
}

static int
times_of(const struct library_use *uses, int count, const char *id)
{
    for (int i = 0; i < count; i++)
        if (text_equal(uses[i].id, id))
            return uses[i].times;
    return 0;
}

TEST(the_pictures_of_the_plan_are_counted_the_most_used_first)
{
    struct centre c;
    struct store *store = NULL;
    struct library_use uses[USES_MAX];
    int count = 0;
    REQUIRE(centre_open(&c));
    REQUIRE(save_item(&c, 1, "1F68C"));
    REQUIRE(save_item(&c, 2, "1F68C"));
    REQUIRE(save_item(&c, 3, "1F68C"));
    REQUIRE(save_item(&c, 4, "1F3CA"));
    REQUIRE(save_item(&c, 5, ""));
    REQUIRE(store_open(&store, &c.folder, STORE_READ) == RESULT_OK);
    CHECK_INT(view_picture_uses(store, uses, USES_MAX, &count), RESULT_OK);
    CHECK_STR(uses[0].id, "1F68C");
    CHECK_INT(uses[0].times, 3);
    CHECK_INT(times_of(uses, count, "1F3CA"), 1);
    CHECK_INT(times_of(uses, count, ""), 0);
    CHECK_INT(view_picture_uses(store, uses, 1, &count), RESULT_OK);
    CHECK_INT(count, 1);
    CHECK_INT(view_picture_uses(store, uses, 0, &count), RESULT_OK);
    CHECK_INT(count, 0);
    store_close(store);
    centre_close(&c);
}
