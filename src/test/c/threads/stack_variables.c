// Each thread has a stack of its own; addresses of one are valid in others while it lives.
#include <pthread.h>
#include <semaphore.h>
#include <stdio.h>

struct channel { sem_t ready, taken; int *where; };

static int deep(int n) {
  char page[300];
  page[0] = n;
  return n ? deep(n - 1) + page[0] : 0;
}
static void *run(void *argument) {
  struct channel *ch = argument;
  int local[4] = {1, 2, 3, 4};
  ch->where = local;
  sem_post(&ch->ready);
  sem_wait(&ch->taken);
  int s = deep(50);
  for (int i = 0; i < 4; i++) s += local[i];
  return (void *)(long)s;
}

int main(void) {
  struct channel ch[3];
  pthread_t t[3];
  for (int i = 0; i < 3; i++) {
    sem_init(&ch[i].ready, 0, 0);
    sem_init(&ch[i].taken, 0, 0);
    pthread_create(&t[i], NULL, run, &ch[i]);
  }
  for (int i = 0; i < 3; i++) {
    sem_wait(&ch[i].ready);
    ch[i].where[i] += 100 * (i + 1);
  }
  printf("%d\n", ch[0].where != ch[1].where && ch[1].where != ch[2].where);
  for (int i = 0; i < 3; i++) {
    void *r;
    sem_post(&ch[i].taken);
    pthread_join(t[i], &r);
    printf("%ld ", (long)r);
  }
  puts("");
  return 0;
}
