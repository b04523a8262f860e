/* Endless recursion ends at the guard page of the stack, of the main thread's and of others'. */
#define _GNU_SOURCE
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static sigjmp_buf back;
static volatile int signal_number, code;
static char *volatile address;
static char *volatile deepest;

static void caught(int number, siginfo_t *info, void *context) {
  signal_number = number;
  code = info->si_code;
  address = info->si_addr;
  siglongjmp(back, 1);
}

static int recurse(int depth) {
  volatile char block[1000];
  block[0] = depth;
  deepest = (char *)block;
  return recurse(depth + 1) + block[0];
}

static void *overflow(void *name) {
  stack_t stack = {.ss_sp = malloc(65536), .ss_size = 65536};
  sigaltstack(&stack, NULL);
  if (sigsetjmp(back, 1) == 0)
    recurse(0);
  long distance = deepest - address;
  printf("%s: signal %d, code %d, %s\n", (char *)name, signal_number, code,
         distance > -1100 && distance < 2 * 4096 ? "just below the stack" : "elsewhere");
  return NULL;
}

int main(void) {
  struct sigaction action = {.sa_sigaction = caught, .sa_flags = SA_SIGINFO | SA_ONSTACK};
  sigaction(SIGSEGV, &action, NULL);
  overflow("main");
  overflow("main again");
  pthread_t thread;
  pthread_create(&thread, NULL, overflow, "thread");
  pthread_join(thread, NULL);
  fflush(stdout);
  signal(SIGSEGV, SIG_DFL);
  return recurse(0);
}
