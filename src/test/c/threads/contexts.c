// Coroutines by makecontext and swapcontext: many at once, deep calls, in threads, after a fork, and
// contexts that are gone back to.
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <ucontext.h>
#include <unistd.h>

struct coroutine {
  ucontext_t context, *back;
  int value, depth, done;
  char stack[65536];
};

static _Thread_local struct coroutine *self;

static void yield(int value) {
  struct coroutine *me = self;
  me->value = value;
  swapcontext(&me->context, me->back);
  self = me;
}

static void tree(int depth, int at) {
  if (depth == 0) {
    yield(at);
    return;
  }
  tree(depth - 1, 2 * at);
  yield(-at);
  tree(depth - 1, 2 * at + 1);
}

static _Thread_local struct coroutine *starting;

static void start(int root, int unused) {
  struct coroutine *me = self = starting;
  tree(me->depth, root);
  me->done = 1;
}

static struct coroutine *make(ucontext_t *back, int depth) {
  struct coroutine *c = calloc(1, sizeof *c);
  getcontext(&c->context);
  c->context.uc_stack.ss_sp = c->stack;
  c->context.uc_stack.ss_size = sizeof c->stack;
  c->context.uc_link = c->back = back;
  c->depth = depth;
  makecontext(&c->context, (void (*)(void))start, 2, 1, -1);
  return c;
}

static int next(struct coroutine *c) {
  starting = c;
  swapcontext(c->back, &c->context);
  return !c->done;
}

enum { MANY = 10 };

static void *thread(void *arg) {
  ucontext_t back;
  unsigned sum = 0;
  struct coroutine *c[MANY];
  for (int i = 0; i < MANY; i++)
    c[i] = make(&back, i % 5);
  for (int alive = 1; alive;) {
    alive = 0;
    for (int i = 0; i < MANY; i++)
      if (!c[i]->done && next(c[i])) {
        sum = sum * 31 + c[i]->value;
        alive = 1;
      }
  }
  *(unsigned *)arg = sum;
  return NULL;
}

static ucontext_t scheduler, workers[3];

static void worker(int number) {
  for (int i = 0; i < 3; i++) {
    printf("worker %d step %d\n", number, i);
    swapcontext(&workers[number], &scheduler);
  }
}

static ucontext_t ping, pong;
static int rallies;

static void opponent(void) {
  for (;;) {
    rallies++;
    swapcontext(&pong, &ping);
  }
}

int main(void) {
  unsigned a, b;
  pthread_t t[2];
  pthread_create(&t[0], NULL, thread, &a);
  pthread_create(&t[1], NULL, thread, &b);
  pthread_join(t[0], NULL);
  pthread_join(t[1], NULL);
  printf("%u %d\n", a, a == b);

  ucontext_t back;
  struct coroutine *c = make(&back, 3);
  next(c);
  next(c);
  printf("%d\n", c->value);
  fflush(stdout);
  if (fork() == 0) {
    while (next(c))
      printf("child %d\n", c->value);
    fflush(stdout);
    _exit(0);
  }
  wait(NULL);
  while (next(c))
    printf("parent %d\n", c->value);

  for (int i = 0; i < 3; i++) {
    getcontext(&workers[i]);
    workers[i].uc_link = &scheduler;
    workers[i].uc_stack.ss_sp = malloc(16384);
    workers[i].uc_stack.ss_size = 16384;
    makecontext(&workers[i], (void (*)(void))worker, 1, i);
  }
  for (volatile int i = 0; i < 12; i++)
    swapcontext(&scheduler, &workers[i % 3]);

  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGUSR1);
  static volatile int times;
  getcontext(&back);
  if (times++ < 2) {
    sigprocmask(SIG_BLOCK, &set, NULL);
    setcontext(&back);
  }
  sigprocmask(SIG_BLOCK, NULL, &set);
  printf("%d times, blocked %d\n", times, sigismember(&set, SIGUSR1));

  getcontext(&pong);
  pong.uc_stack.ss_sp = malloc(16384);
  pong.uc_stack.ss_size = 16384;
  makecontext(&pong, opponent, 0);
  while (rallies < 5000)
    swapcontext(&ping, &pong);
  printf("%d\n", rallies);

  /* The end of a context without another behind it is the end of the program. */
  getcontext(&pong);
  pong.uc_link = NULL;
  pong.uc_stack.ss_sp = malloc(16384);
  pong.uc_stack.ss_size = 16384;
  makecontext(&pong, (void (*)(void))puts, 1, "last");
  setcontext(&pong);
  return 1;
}
