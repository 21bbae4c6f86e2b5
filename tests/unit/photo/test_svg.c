/* Drawings: what is refused and why, and the whole way through the cell. */
#include "firmware/photo/svg.h"

#include <stdio.h>
#include <stdlib.h>

#include "firmware/base/text.h"
#include "firmware/photo/frame.h"
#include "tests/test.h"

#define SVG(inside)                                                            \
    "<svg xmlns='http://www.w3.org/2000/svg'"                                  \
    " xmlns:xlink='http://www.w3.org/1999/xlink'"                              \
    " viewBox='0 0 10 10'>" inside "</svg>"

static void
check_why(const char *svg, enum svg_why want)
{
    enum svg_why why = svg_check(svg, strlen(svg));
    if (why != want)
        printf("    of %.120s\n", svg);
    CHECK_INT(why, want);
}

TEST(a_plain_drawing_is_fine)
{
    check_why(SVG("<path d='M0 0h9'/>"), SVG_FINE);
    check_why("\xEF\xBB\xBF<?xml version='1.0'?><!-- x --><!DOCTYPE svg "
              "PUBLIC '-//W3C//DTD SVG 1.1//EN' 'http://www.w3.org/x.dtd'>" SVG(
                  "<g id='a'><rect width='2' height='2'/></g>"),
              SVG_FINE);
    check_why(SVG("<style><![CDATA[.a{fill:url(#b)}]]></style>"
                  "<linearGradient id='b'/><rect class='a'/>"),
              SVG_FINE);
    check_why(SVG("<a xlink:href='http://example.org'><circle r='2'/></a>"),
              SVG_FINE);
    check_why(SVG("<image xlink:href='data:image/png;base64,AAAA'/>"),
              SVG_FINE);
    check_why(SVG("<defs><circle id='c' r='1'/></defs><use href='#c'/>"
                  "<use xlink:href='#c' x='2'/>"),
              SVG_FINE);
}

TEST(what_is_no_svg_is_none)
{
    check_why("", SVG_NO_PICTURE);
    check_why("hej", SVG_NO_PICTURE);
    check_why("<html><body/></html>", SVG_NO_PICTURE);
    check_why("\xFF\xFE<", SVG_NO_PICTURE);
    CHECK_INT(svg_check("<svg/>\0", 7), SVG_NO_PICTURE);
}

TEST(a_broken_one_is_damaged)
{
    check_why("<svg><g></svg>", SVG_DAMAGED);
    check_why("<svg", SVG_DAMAGED);
    check_why("<svg a='", SVG_DAMAGED);
    check_why("<svg a=1/>", SVG_DAMAGED);
    check_why("<svg><!-- ", SVG_DAMAGED);
    check_why("<svg/></svg>", SVG_DAMAGED);
    check_why("<svg/><svg/>", SVG_DAMAGED);
}

TEST(a_program_in_a_drawing_is_refused)
{
    check_why(SVG("<script>alert(1)</script>"), SVG_SCRIPT);
    check_why(SVG("<x:script xmlns:x='http://www.w3.org/2000/svg'/>"),
              SVG_SCRIPT);
    check_why(SVG("<rect onload='x()'/>"), SVG_SCRIPT);
    check_why(SVG("<a href=' javascript:x()'><rect/></a>"), SVG_SCRIPT);
    check_why(SVG("<foreignObject><p/></foreignObject>"), SVG_SCRIPT);
}

TEST(what_asks_for_something_elsewhere_is_refused)
{
    check_why(SVG("<image href='http://example.org/a.png'/>"), SVG_OUTSIDE);
    check_why(SVG("<image xlink:href='/etc/passwd'/>"), SVG_OUTSIDE);
    check_why(SVG("<image href='&#104;ttp://example.org'/>"), SVG_OUTSIDE);
    check_why(SVG("<image href='data:image/svg+xml,x'/>"), SVG_OUTSIDE);
    check_why(SVG("<use href='b.svg#c'/>"), SVG_OUTSIDE);
    check_why(SVG("<style>@import 'a.css';</style>"), SVG_OUTSIDE);
    check_why(SVG("<rect style='fill:url(&quot;x.svg#a&quot;)'/>"),
              SVG_OUTSIDE);
    check_why(SVG("<rect fill='url( b.svg#a )'/>"), SVG_OUTSIDE);
    check_why("<?xml-stylesheet href='a.css'?><svg/>", SVG_OUTSIDE);
    check_why(SVG("<g xml:base='http://example.org/'/>"), SVG_OUTSIDE);
}

TEST(entities_of_its_own_are_refused)
{
    check_why("<!DOCTYPE svg [<!ENTITY a 'b'>]><svg/>", SVG_ENTITIES);
    check_why("<!ENTITY a 'b'><svg/>", SVG_ENTITIES);
    check_why("<!DOCTYPE svg SYSTEM 'a' [ %p; ]><svg/>", SVG_ENTITIES);
}

TEST(what_leads_back_to_itself_is_refused)
{
    check_why(SVG("<g id='a'><use href='#a'/></g>"), SVG_LOOP);
    check_why(SVG("<use href='#a' id='a'/>"), SVG_LOOP);
    check_why(SVG("<use id='a' href='#b'/><use id='b' href='#a'/>"), SVG_LOOP);
    check_why(SVG("<mask id='m'><rect mask='url(#m)'/></mask>"), SVG_LOOP);
    check_why(SVG("<use href='#nowhere'/>"), SVG_FINE);
}

/* Each group shows the one before ten times. */
TEST(what_multiplies_is_refused)
{
    char svg[8192] = "<svg><g id='g0'><rect/></g>";
    for (int i = 1; i < 8; i++) {
        text_append(svg, sizeof svg, "<g id='g%d'>", i);
        for (int n = 0; n < 10; n++)
            text_append(svg, sizeof svg, "<use href='#g%d'/>", i - 1);
        text_append(svg, sizeof svg, "</g>");
    }
    text_append(svg, sizeof svg, "</svg>");
    check_why(svg, SVG_LOOP);
}

TEST(what_is_huge_is_refused)
{
    char *svg = malloc(SVG_BYTES_MAX + 1);
    REQUIRE(svg != NULL);
    memset(svg, ' ', SVG_BYTES_MAX + 1);
    memcpy(svg, "<svg/>", 6);
    CHECK_INT(svg_check(svg, SVG_BYTES_MAX), SVG_FINE);
    CHECK_INT(svg_check(svg, SVG_BYTES_MAX + 1), SVG_TOO_LARGE);
    memcpy(svg, "<svg>", 5);
    for (size_t i = 5; i + 4 < SVG_BYTES_MAX; i += 4)
        memcpy(svg + i, "<g/>", 4);
    CHECK_INT(svg_check(svg, SVG_BYTES_MAX), SVG_TOO_LARGE);
    char deep[3000] = "<svg>";
    for (int i = 0; i < 300; i++)
        text_append(deep, sizeof deep, "<g>");
    check_why(deep, SVG_TOO_LARGE);
    free(svg);
}

static enum svg_why
draw(const char *svg, struct photo *out)
{
    setenv("TROSKEL_SVG", TROSKEL_SVG_PATH, 1);
    enum svg_why why = svg_draw(svg, strlen(svg), out);
    CHECK((out->png != NULL) == (why == SVG_FINE));
    return why;
}

static const char disc[] = SVG("<circle cx='5' cy='5' r='4' fill='#205060'/>");

TEST(a_drawing_comes_back_square_and_always_the_same)
{
    struct photo first, second;
    REQUIRE(draw(disc, &first) == SVG_FINE);
    CHECK_INT(first.width, 320);
    CHECK_INT(first.height, 320);
    REQUIRE(draw(disc, &second) == SVG_FINE);
    CHECK_STR(first.hash, second.hash);
    photo_finish(&first);
    photo_finish(&second);
}

/* The typeface was opened before the cell was closed. */
TEST(text_in_a_drawing_is_drawn)
{
    struct photo with, without;
    REQUIRE(draw(SVG("<text x='1' y='8' font-family='Nowhere'>Å</text>"),
                 &with) == SVG_FINE);
    REQUIRE(draw(SVG(""), &without) == SVG_FINE);
    CHECK(with.length > without.length + 200);
    photo_finish(&with);
    photo_finish(&without);
}

TEST(each_reason_comes_through_the_cell)
{
    struct photo photo;
    CHECK_INT(draw("hej", &photo), SVG_NO_PICTURE);
    CHECK_INT(draw(SVG("<script/>"), &photo), SVG_SCRIPT);
    CHECK_INT(draw(SVG("<g id='a'><use href='#a'/></g>"), &photo), SVG_LOOP);
    CHECK_INT(draw(SVG("<g a='&nothing;'/>"), &photo), SVG_DAMAGED);
    CHECK_INT(svg_draw(disc, (size_t)SVG_BYTES_MAX + 1, &photo), SVG_TOO_LARGE);
}

TEST(without_its_helper_it_is_our_fault)
{
    struct photo photo;
    setenv("TROSKEL_SVG", "/no/such/helper", 1);
    CHECK_INT(svg_draw(disc, strlen(disc), &photo), SVG_IO);
    unsetenv("TROSKEL_SVG");
    CHECK_INT(svg_draw(disc, strlen(disc), &photo), SVG_FINE);
    photo_finish(&photo);
}

TEST(every_reason_against_a_drawing_has_its_words)
{
    for (int i = 0; i < SVG_WHY_COUNT; i++)
        CHECK((i == SVG_FINE) == (svg_says((enum svg_why)i)[0] == '\0'));
}
