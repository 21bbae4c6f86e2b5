# cmake -DIN=FILE -DNAME=name -DHEADER=path.h -DOUT=FILE.c -P embed.cmake: the
# bytes of a file as a C array `file_<name>` with `file_<name>_length`.
file(READ ${IN} hex HEX)
string(LENGTH "${hex}" digits)
math(EXPR length "${digits} / 2")
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${hex}")
file(WRITE ${OUT} "#include \"${HEADER}\"\n"
     "const unsigned char file_${NAME}[] = {${bytes}};\n"
     "const size_t file_${NAME}_length = ${length};\n")
