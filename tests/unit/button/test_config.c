#include "firmware/button/config.h"

#include <stdio.h>

#include "firmware/base/text.h"
#include "tests/test.h"

static struct config config;
static struct config_fault fault;

static enum result
parse(const char *text)
{
    return config_parse(&config, text, strlen(text), &fault);
}

TEST(a_button_by_its_lines_name_is_pulled_up_and_active_low)
{
    REQUIRE(parse("# by the door\nbutton = Knappen\nplace = Köket\n"
                  "line = GPIO17   # header pin 11\n") == RESULT_OK);
    CHECK_INT(config.count, 1);
    CHECK_STR(config.buttons[0].name, "Knappen");
    CHECK_STR(config.buttons[0].place, "Köket");
    CHECK_STR(config.buttons[0].line.name, "GPIO17");
    CHECK(config.buttons[0].line.active_low);
    CHECK_INT(config.buttons[0].line.bias, LINE_BIAS_UP);
    CHECK(!config.has_lamp);
}

TEST(two_buttons_and_a_lamp_each_have_their_own)
{
    REQUIRE(parse("button=A\nchip=pinctrl-bcm2711\noffset=17\nbias=none\n"
                  "active=high\r\nbutton=B\nline=GPIO22\n"
                  "lamp=L\nline=GPIO27") == RESULT_OK);
    CHECK_INT(config.count, 2);
    CHECK_STR(config.buttons[0].line.chip, "pinctrl-bcm2711");
    CHECK_INT(config.buttons[0].line.offset, 17);
    CHECK(!config.buttons[0].line.active_low);
    CHECK_INT(config.buttons[0].line.bias, LINE_BIAS_NONE);
    CHECK_STR(config.buttons[1].line.name, "GPIO22");
    CHECK(config.has_lamp);
    CHECK_STR(config.lamp.line.name, "GPIO27");
    CHECK(!config.lamp.line.active_low);
}

TEST(no_text_is_no_buttons)
{
    CHECK_INT(parse(""), RESULT_OK);
    CHECK_INT(config.count, 0);
    CHECK(!config.has_lamp);
}

TEST(what_is_wrong_is_told_with_its_line_and_reason)
{
    static const struct {
        const char *text;
        int line;
        const char *says;
    } cases[] = {
        {"line = GPIO1", 1, "before any button or lamp: line"},
        {"button = A\nline", 2, "no = in the line: line"},
        {"button = A\nline =", 2, "nothing after =: line"},
        {"button = A\noffset = x", 2,
         "the offset is a number from 0 to 1023: x"},
        {"button = A\noffset = -1", 2,
         "the offset is a number from 0 to 1023: -1"},
        {"button = A\nbias = sideways", 2,
         "bias is up, down, none or as-is: sideways"},
        {"button = A\nactive = maybe", 2, "active is low or high: maybe"},
        {"button = A\ndebounce = 5", 2, "no such key: debounce"},
        {"lamp = A\nline = x\nlamp = B", 3, "there is one lamp only: B"},
        {"lamp = A\nplace = x", 2, "no such key: place"},
        {"button = A\n", 1, "neither line nor chip and offset: A"},
        {"\xff\xfe", 0, "not a text: UTF-8"},
        {"lamp = A\nline = x\nbreak = y", 3, "no such key: break"},
        {"button = A\nline = x\nbreak-offset = 3\n", 3,
         "a second offset without chip: A"},
        {"button = A\nline = x\nbreak = x\n", 3, "both on one line: A"},
        {"button = A\nchip = c\noffset = 3\nbreak-offset = 3\n", 4,
         "both on one line: A"},
        {"button = A\nstaff = perhaps", 2, "staff is yes or no: perhaps"},
        {"button = A\nled = troskel", 2, "no such key: led"},
        {"button = A\nsecond = x", 2, "no such key: second"},
        {"lamp = A\nstaff = yes", 2, "no such key: staff"},
        {"lamp = A\nled = troskel\nline = x\n", 3, "either led or a line: A"},
        {"lamp = A\nled = troskel\nsecond = x\n", 3, "either led or a line: A"},
        {"lamp = A\nline = x\nsecond = x\n", 3, "both on one line: A"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        CHECK_INT(parse(cases[i].text), RESULT_INVALID);
        CHECK_INT(fault.line, cases[i].line);
        CHECK_STR(fault.says, cases[i].says);
    }
}

TEST(nine_buttons_and_endless_lines_are_refused)
{
    char text[1024] = "";
    for (int i = 0; i < 9; i++)
        text_append(text, sizeof text, "button = %d\nline = L%d\n", i, i);
    CHECK_INT(parse(text), RESULT_INVALID);
    memset(text, 'a', 300);
    text[300] = '\0';
    CHECK_INT(parse(text), RESULT_INVALID);
}

TEST(a_second_contact_is_wired_as_the_first)
{
    REQUIRE(parse("button = A\nline = GPIO17\nbreak = GPIO22\n"
                  "active = high\nbias = down\n"
                  "button = B\nchip = c\noffset = 0\nbreak-offset = 5\n"
                  "button = C\nline = GPIO5\n") == RESULT_OK);
    CHECK(config.buttons[0].two);
    CHECK_STR(config.buttons[0].breaks.name, "GPIO22");
    CHECK(!config.buttons[0].breaks.active_low);
    CHECK_INT(config.buttons[0].breaks.bias, LINE_BIAS_DOWN);
    CHECK(config.buttons[1].two);
    CHECK_STR(config.buttons[1].breaks.chip, "c");
    CHECK_INT(config.buttons[1].breaks.offset, 5);
    CHECK(!config.buttons[2].two);
}

TEST(a_button_may_be_the_staffs_own_and_a_lamp_have_two_lights)
{
    REQUIRE(parse("button = Knappen\nplace = Köket\nline = GPIO17\n"
                  "button = Jag är här\nline = GPIO5\nstaff = yes\n"
                  "lamp = Lampan\nline = GPIO27\nsecond = GPIO22\n") ==
            RESULT_OK);
    CHECK(!config.buttons[0].staff);
    CHECK(config.buttons[1].staff);
    CHECK_STR(config_where(&config.buttons[0]), "Köket");
    CHECK_STR(config_where(&config.buttons[1]), "Jag är här");
    CHECK(config.lamp.two);
    CHECK_STR(config.lamp.breaks.name, "GPIO22");
    CHECK(!config.lamp.breaks.active_low);
    REQUIRE(parse("lamp = Lampan\nled = troskel\n") == RESULT_OK);
    CHECK_STR(config.lamp.led, "troskel");
    CHECK_INT(config.count, 0);
}

TEST(a_configuration_is_loaded_from_its_file)
{
    char path[256];
    text_format(path, sizeof path, "%s/button.conf", test_folder());
    CHECK_INT(config_load(&config, path), RESULT_ABSENT);
    FILE *file = fopen(path, "w");
    REQUIRE(file != NULL);
    fputs("button = A\nline = GPIO4\n", file);
    fclose(file);
    CHECK_INT(config_load(&config, path), RESULT_OK);
    CHECK_STR(config.buttons[0].line.name, "GPIO4");
    CHECK_INT(config_load(&config, test_folder()), RESULT_INVALID);
}
