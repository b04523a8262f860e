// A program ended by a signal has that signal as its status.
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

static void handler(int n) { puts("SIGABRT is caught, but abort goes on"); fflush(stdout); }

int main(void) {
  signal(SIGABRT, handler);
  abort();
}
