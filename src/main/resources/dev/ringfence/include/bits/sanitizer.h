/* What a program that is compiled to have its heap checked calls before each access to memory. */
enum { __CHECK_WRITE = 1, __CHECK_LIBRARY = 2 };
