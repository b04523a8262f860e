/* The names of the program's functions and objects, which the compiler fills in. The last name is
   null. */
enum { __SYMBOL_STATIC, __SYMBOL_PROGRAM, __SYMBOL_LIBRARY };

extern struct __symbol {
  const char *name;
  void *address;
  __UINTPTR_TYPE__ kind;
} __symbols[];

/* The function in which an address lies, or null. */
const struct __symbol *__symbol_at(const void *address);
