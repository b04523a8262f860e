#include <bits/exit.h>
#include <stdlib.h>
#include <unistd.h>

/* What is to be done at exit, the latest first; a function of on_exit gets the status. */
struct deed {
  void (*function)();
  void *argument;
  int with_status;
  struct deed *earlier;
};

void (*__at_exit_streams)(void);
static struct deed *deeds, *quick_deeds;
/* The first ones, as many as ISO C promises, need no heap. */
static struct deed first[32];
static int used;

static int add(struct deed **list, void (*function)(), void *argument, int with_status) {
  struct deed *deed = used < 32 ? &first[used++] : malloc(sizeof *deed);
  if (!deed)
    return -1;
  deed->function = function;
  deed->argument = argument;
  deed->with_status = with_status;
  deed->earlier = *list;
  *list = deed;
  return 0;
}

int atexit(void (*function)(void)) { return add(&deeds, (void (*)())function, NULL, 0); }
int at_quick_exit(void (*function)(void)) {
  return add(&quick_deeds, (void (*)())function, NULL, 0);
}
int on_exit(void (*function)(int, void *), void *argument) {
  return add(&deeds, (void (*)())function, argument, 1);
}

static void run(struct deed **list, int status) {
  while (*list) {
    struct deed *deed = *list;
    *list = deed->earlier;
    if (deed->with_status)
      ((void (*)(int, void *))deed->function)(status, deed->argument);
    else
      ((void (*)(void))deed->function)();
  }
}

void exit(int status) {
  run(&deeds, status);
  if (__at_exit_streams)
    __at_exit_streams();
  _exit(status);
}

void quick_exit(int status) {
  run(&quick_deeds, status);
  _exit(status);
}

void _Exit(int status) { _exit(status); }
