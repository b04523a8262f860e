// setjmp and longjmp: out of calls, with values, and out of a handler with the mask restored.
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>

static jmp_buf env;
static sigjmp_buf from_handler;
static int depth;

static void dive(int n) {
  depth = n;
  if (n == 10) longjmp(env, 42);
  dive(n + 1);
}
static void fault(int s) { siglongjmp(from_handler, s); }

int main(void) {
  volatile int tries = 0;
  int r = setjmp(env);
  if (r == 0) dive(0);
  printf("%d %d\n", r, depth);
  r = setjmp(env);
  tries++;
  if (tries < 4) longjmp(env, tries == 3 ? 0 : tries);
  printf("%d %d\n", r, tries);
  switch (setjmp(env)) {
    case 0: puts("zero"); longjmp(env, 2);
    case 1: puts("one"); break;
    case 2: puts("two"); longjmp(env, 1);
  }
  signal(SIGSEGV, fault);
  signal(SIGFPE, fault);
  for (volatile int i = 0; i < 3; i++) {
    int s = sigsetjmp(from_handler, 1);
    if (s == 0) {
      volatile int zero = 0;
      if (i == 1) zero = 5 / zero;
      else *(volatile int *)0 = 1;
      puts("never");
    } else
      printf("caught %s\n", s == SIGSEGV ? "SIGSEGV" : s == SIGFPE ? "SIGFPE" : "?");
  }
  sigset_t now;
  sigprocmask(SIG_BLOCK, NULL, &now);
  printf("%d\n", sigismember(&now, SIGSEGV));
  return 0;
}
