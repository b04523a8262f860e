// Three threads print zero, odd and even numbers in order with semaphores.
#include <pthread.h>
#include <semaphore.h>
#include <stdio.h>

enum { N = 9 };
static sem_t zero, odd, even;

static void *print_zero(void *argument) {
  for (int i = 1; i <= N; i++) {
    sem_wait(&zero);
    putchar('0');
    sem_post(i % 2 ? &odd : &even);
  }
  return NULL;
}
static void *print_numbers(void *argument) {
  int first = (long)argument;
  for (int i = first; i <= N; i += 2) {
    sem_wait(first == 1 ? &odd : &even);
    printf("%d ", i);
    sem_post(&zero);
  }
  return NULL;
}

int main(void) {
  pthread_t t[3];
  sem_init(&zero, 0, 1);
  sem_init(&odd, 0, 0);
  sem_init(&even, 0, 0);
  pthread_create(&t[0], NULL, print_numbers, (void *)2L);
  pthread_create(&t[1], NULL, print_numbers, (void *)1L);
  pthread_create(&t[2], NULL, print_zero, NULL);
  for (int i = 0; i < 3; i++) pthread_join(t[i], NULL);
  puts("");
  return 0;
}
