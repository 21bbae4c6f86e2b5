#include "firmware/exchange/people_words.h"

#include <stddef.h>

const struct columns_field people_fields[PEOPLE_FIELD_COUNT + 1] = {
    [PEOPLE_SYMBOL] = {"Symbol|Symbol|Symbol|Symbol|Tecken|Sign", true},
    [PEOPLE_NAME] = {"Förnamn|Fornavn|Fornavn|First name|Namn|Navn|Name|"
                     "Given name",
                     false},
    [PEOPLE_GROUP] = {"Grupp|Gruppe|Gruppe|Group|Hold|Avdelning|Avdeling|Team",
                      false},
    [PEOPLE_LANG] = {"Språk|Sprog|Språk|Language", false},
    [PEOPLE_MODE] = {"Visning|Visning|Visning|View|Visningssätt|Display|Mode",
                     false},
    [PEOPLE_LEVEL] = {"Bild/text|Billede/tekst|Bilde/tekst|Picture/text|Bild|"
                      "Billede|Bilde|Picture|Bildnivå",
                      false},
    [PEOPLE_TEXT] = {"Textstorlek|Tekststørrelse|Tekststørrelse|Text size|"
                     "Skriftstørrelse|Storlek",
                     false},
    [PEOPLE_DIRECTION] = {"Riktning|Retning|Retning|Direction", false},
    [PEOPLE_MARK] = {"Klarmarkering|Færdigmarkering|Ferdigmarkering|Done mark|"
                     "Klar|Mark",
                     false},
    [PEOPLE_TIME] = {"Tid|Tid|Tid|Time|Tidvisning|Tidsvisning|Time display",
                     false},
    [PEOPLE_GREYS] = {"Grå|Grå|Grå|Grey|Gråskala|Gray|Greys|Gråtoner", false},
    [PEOPLE_HOW_MANY] = {"Antal|Antal|Antall|How many|Number|Count", false},
    [PEOPLE_STRATEGY] = {"Det som hjälper|Det der hjælper|Det som hjelper|"
                         "What helps|Det som hjälper 1|Det der hjælper 1|"
                         "Det som hjelper 1|What helps 1|Strategi 1|"
                         "Strategy 1|Hjälper 1",
                         false},
    [PEOPLE_STRATEGY + 1] = {"Det som hjälper 2|Det der hjælper 2|"
                             "Det som hjelper 2|What helps 2|Strategi 2|"
                             "Strategy 2|Hjälper 2",
                             false},
    [PEOPLE_STRATEGY + 2] = {"Det som hjälper 3|Det der hjælper 3|"
                             "Det som hjelper 3|What helps 3|Strategi 3|"
                             "Strategy 3|Hjälper 3",
                             false},
    [PEOPLE_STRATEGY_LAST] = {"Det som hjälper 4|Det der hjælper 4|"
                              "Det som hjelper 4|What helps 4|Strategi 4|"
                              "Strategy 4|Hjälper 4",
                              false},
    [PEOPLE_PHOTO] = {"Foto|Foto|Foto|Photo|Fotografi", false},
    [PEOPLE_NOTE] = {"Kommentar|Bemærkning|Merknad|Comment|Anteckning|Note|"
                     "Notat|Notes|Kommentarer|Comments",
                     false},
    [PEOPLE_SCAN] = {"Kontakter|Kontakter|Brytere|Switches|Skanning|Scanning|"
                     "Switch",
                     false},
    [PEOPLE_SCAN_PACE] = {"Skanningstid|Scanningstid|Skannetid|Scan time|"
                          "Skanning s|Scan s",
                          false},
    [PEOPLE_TOUCH] = {"Beröring|Berøring|Berøring|Touch", false},
    [PEOPLE_HOLD] = {"Hålltid|Holdetid|Holdetid|Hold time|Hålla", false},
    [PEOPLE_DEAD] = {"Vilotid|Hviletid|Hviletid|Rest time|Dödtid|Dead time",
                     false},
    [PEOPLE_LEFT] = {"Vänsterhand|Venstre hånd|Venstre hånd|Left hand|"
                     "Vänsterhänt|Venstrehåndet|Venstrehendt|Left-handed",
                     false},
    [PEOPLE_LOW] = {"Lågt|Lavt|Lavt|Low|Rullstol|Kørestol|Rullestol|"
                    "Wheelchair",
                    false},
    [PEOPLE_THEME] = {"Färger|Farver|Farger|Colours|Tema|Theme|Colors", false},
    [PEOPLE_TAG] = {"Bricka|Brik|Brikke|Tag|Tagg|Nyckelbricka", false},
    [PEOPLE_VOICE] = {"Uppläsning|Oplæsning|Opplesing|Read aloud|Röst|Stemme|"
                      "Voice",
                      false},
    [PEOPLE_VOICE_RATE] = {"Taltempo|Taletempo|Taletempo|Speech rate|Talfart|"
                           "Ord per minut|Words a minute",
                           false},
    [PEOPLE_VOICE_VOLUME] = {"Ljudstyrka|Lydstyrke|Lydstyrke|Volume|Volym",
                             false},
};

static const struct choice langs[] = {
    {"sv", "sv|sv|sv|sv|svenska|svensk|swedish"},
    {"da", "da|da|da|da|dk|danska|dansk|danish"},
    {"nb", "nb|nb|nb|nb|no|norska|norsk|norwegian|bokmål|norsk bokmål"},
    {"nn", "nn|nn|nn|nn|nynorsk|nynorska|norsk nynorsk"},
    {"en", "en|en|en|en|engelska|engelsk|english"},
    {NULL, NULL}};

static const struct choice modes[] = {
    {"now-then", "nu-sen|nu-så|nå-så|now-then|först-sen|nu-derefter|"
                 "nå-etterpå|nå-da|first-then"},
    {"sequence", "ordning|rækkefølge|rekkefølge|sequence|i ordning|order|"
                 "lista|liste|list"},
    {"menu", "meny|menu|meny|menu|val|valg|choice"},
    {"look", "bara titta|bare se|bare se|just looking|titta|kun se|"
             "bare kigge|kun kigge|kigge|look only|look|bare titte"},
    {NULL, NULL}};

static const struct choice levels[] = {
    {"picture+text", "bild+text|billede+tekst|bilde+tekst|picture+text|"
                     "text+bild|bild och text|billede og tekst|"
                     "bilde og tekst|picture and text|båda|begge|both"},
    {"picture", "bild|billede|bilde|picture|bara bild|symbol|pictogram"},
    {"photo", "foto|foto|foto|photo|fotografi"},
    {"text", "text|tekst|tekst|text|bara text"},
    {NULL, NULL}};

static const struct choice texts[] = {
    {"S", "S|S|S|S|liten|lille|small"},
    {"M", "M|M|M|M|mellan|mellem|middels|medium"},
    {"L", "L|L|L|L|stor|large"},
    {"XL", "XL|XL|XL|XL|extra stor|ekstra stor|mycket stor|extra large"},
    {"2XL", "2XL|2XL|2XL|2XL|XXL"},
    {"3XL", "3XL|3XL|3XL|3XL|XXXL"},
    {"4XL", "4XL|4XL|4XL|4XL|XXXXL|dubbel|dobbelt|dobbel|double"},
    {NULL, NULL}};

static const struct choice directions[] = {
    {"vertical", "uppifrån|oppefra|ovenfra|top to bottom|lodrätt|lodret|"
                 "loddrett|vertical|vertikal|uppifrån och ner"},
    {"horizontal", "från vänster|fra venstre|fra venstre|left to right|"
                   "vågrätt|vandret|vannrett|horizontal|horisontal|"
                   "horisontell"},
    {NULL, NULL}};

static const struct choice marks[] = {
    {"tick", "bock|flueben|hake|tick|bocka av"},
    {"turn", "vänd|vend|snu|turn|vända"},
    {"move", "flytta|flyt|flytt|move"},
    {NULL, NULL}};

static const struct choice times[] = {
    {"none", "ingen|ingen|ingen|none|inget|inga|utan|nej|no"},
    {"dots", "prickar|prikker|prikker|dots|punkter"},
    {"disc", "skiva|skive|skive|disc|disk"},
    {"bar", "stapel|søjle|søyle|bar|stolpe"},
    {"digital", "digital|digital|digital|digital|siffror|tal"},
    {"analogue", "analog|analog|analog|analogue|visare|visere|urtavla"},
    {"dots+digital", "prickar+digital|prikker+digital|prikker+digital|"
                     "dots+digital|digital+prickar|digital+prikker|"
                     "digital+dots"},
    {NULL, NULL}};

static const struct choice truths[] = {
    {"true", "ja|ja|ja|yes|j|y|x|1|sant|true"},
    {"false", "nej|nej|nei|no|n|0|falskt|false"},
    {NULL, NULL}};

static const struct choice scans[] = {
    {"off", "ingen|ingen|ingen|none|nej|nei|no|0|av|off"},
    {"one", "en|en|en|one|1|ett"},
    {"two", "två|to|to|two|2"},
    {NULL, NULL}};

static const struct choice touches[] = {
    {"inside", "på bilden|på billedet|på bildet|on the picture|inside"},
    {"anywhere", "glida|glide|gli|slide|anywhere|var som helst"},
    {NULL, NULL}};

static const struct choice themes[] = {
    {"usual", "som vanligt|som sædvanlig|som vanlig|as usual|usual|vanlig"},
    {"light", "ljus|lys|lys|light"},
    {"dim", "dämpad|dæmpet|dempet|dim|mörk|mørk|dark"},
    {"contrast", "hög kontrast|høj kontrast|høy kontrast|high contrast|"
                 "kontrast|contrast"},
    {NULL, NULL}};

static const struct choice voices[] = {
    {"usual", "som vanligt|som sædvanlig|som vanlig|as usual|usual|vanlig"},
    {"off", "ingen|ingen|ingen|none|nej|nei|no|0|av|off"},
    {"ear", "örat|øret|øret|ear|öra|øre|ja|yes|knapp|knap|button"},
    {"touch", "beröring|berøring|berøring|touch|vid beröring|ved berøring"},
    {NULL, NULL}};

const struct people_choice *
people_reach_of(enum people_field field)
{
    static const struct people_choice choices[PEOPLE_FIELD_COUNT] = {
        [PEOPLE_SCAN] = {"scan", NULL, scans},
        [PEOPLE_TOUCH] = {"touch", NULL, touches},
        [PEOPLE_LEFT] = {"left", NULL, truths},
        [PEOPLE_LOW] = {"low", NULL, truths},
        [PEOPLE_THEME] = {"theme", NULL, themes},
        [PEOPLE_VOICE] = {"voice", NULL, voices},
    };
    return choices[field].key == NULL ? NULL : &choices[field];
}

const struct people_choice *
people_choice_of(enum people_field field)
{
    static const struct people_choice choices[PEOPLE_FIELD_COUNT] = {
        [PEOPLE_LANG] = {"lang", NULL, langs},
        [PEOPLE_MODE] = {"mode", "now-then", modes},
        [PEOPLE_LEVEL] = {"level", "picture+text", levels},
        [PEOPLE_TEXT] = {"text", "L", texts},
        [PEOPLE_DIRECTION] = {"direction", "vertical", directions},
        [PEOPLE_MARK] = {"mark", "tick", marks},
        [PEOPLE_TIME] = {"time", "dots", times},
        [PEOPLE_GREYS] = {"greys", "false", truths},
    };
    return choices[field].key == NULL ? NULL : &choices[field];
}
