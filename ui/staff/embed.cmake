# cmake -DFOLDER=DIR -DOUT=FILE.c -P embed.cmake: every file of a folder as a C
# array, and the table `files` of them (ui/staff/files.h).
file(GLOB paths ${FOLDER}/*)
list(SORT paths)
set(arrays "")
set(rows "")
set(at 0)
foreach(path ${paths})
  get_filename_component(name ${path} NAME)
  file(READ ${path} hex HEX)
  string(LENGTH "${hex}" digits)
  math(EXPR length "${digits} / 2")
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${hex}")
  string(APPEND arrays "static const unsigned char file_${at}[] = {${bytes}};\n")
  string(APPEND rows "    {\"${name}\", file_${at}, ${length}},\n")
  math(EXPR at "${at} + 1")
endforeach()
file(WRITE ${OUT} "#include \"ui/staff/files.h\"\n${arrays}"
     "const struct file files[] = {\n${rows}    {NULL, NULL, 0}};\n")
