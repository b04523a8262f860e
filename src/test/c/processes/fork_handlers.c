// pthread_atfork: what is called before a fork, and after it in the parent and in the child.
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static void prepare(void) {
  puts("prepare 1");
  pthread_mutex_lock(&lock);
}
static void parent(void) {
  pthread_mutex_unlock(&lock);
  puts("parent 1");
}
static int ready[2];
static void child(void) {
  char c;
  close(ready[1]);
  read(ready[0], &c, 1);
  pthread_mutex_unlock(&lock);
  puts("child 1");
}
static void prepare_2(void) { puts("prepare 2"); }
static void parent_2(void) { puts("parent 2"); }

int main(void) {
  setbuf(stdout, NULL);
  printf("%d\n", pthread_atfork(prepare, parent, child));
  printf("%d\n", pthread_atfork(prepare_2, parent_2, NULL));
  pipe(ready);
  if (fork() == 0) {
    puts("in the child");
    printf("%d\n", pthread_mutex_trylock(&lock));
    _exit(0);
  }
  close(ready[0]);
  puts("in the parent");
  close(ready[1]);
  wait(NULL);
  system("echo no handlers here");
  return 0;
}
