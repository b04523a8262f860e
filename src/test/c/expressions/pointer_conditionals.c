// The type of a conditional of pointers: null constants, void and qualifiers of both.
#include <stdio.h>

#define NAME(e)                                                                                    \
  _Generic((e), int *: "int *", void *: "void *", char *: "char *", const int *: "const int *",    \
           const void *: "const void *", volatile int *: "volatile int *",                         \
           const volatile int *: "const volatile int *", default: "other")

int main(int argc, char **argv) {
  int x = 3, *plain = &x;
  void *any = &x;
  const int *constant = &x;
  volatile int *changing = &x;
  printf("%s, %s\n", NAME(argc ? plain : any), NAME(argc ? any : plain));
  printf("%s, %s\n", NAME(argc ? plain : 0), NAME(argc ? 0 : plain));
  printf("%s, %s\n", NAME(argc ? plain : (void *)0), NAME(argc ? (void *)0 : plain));
  printf("%s, %s\n", NAME(argc ? constant : plain), NAME(argc ? plain : constant));
  printf("%s, %s\n", NAME(argc ? constant : any), NAME(argc ? any : constant));
  printf("%s, %s\n", NAME(argc ? constant : changing), NAME(argc ? plain : changing));
  printf("%s, %s\n", NAME(argc ? plain : plain), NAME(argc ? any : (void *)0));
  printf("%d %d\n", *(argc ? plain : constant), *(int *)(argc ? any : constant));
  return 0;
}
