// A stack and a queue behind functions, with elements of any type.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct queue queue;
struct cell { struct cell *next; size_t size; char data[]; };
struct queue { struct cell *head, **tail; int length; };

static queue *queue_new(void) {
  queue *q = malloc(sizeof *q);
  q->head = NULL;
  q->tail = &q->head;
  q->length = 0;
  return q;
}
static void put(queue *q, const void *data, size_t size) {
  struct cell *c = malloc(sizeof *c + size);
  c->next = NULL;
  c->size = size;
  memcpy(c->data, data, size);
  *q->tail = c;
  q->tail = &c->next;
  q->length++;
}
static int take(queue *q, void *to, size_t size) {
  struct cell *c = q->head;
  if (!c || c->size != size) return 0;
  memcpy(to, c->data, size);
  if (!(q->head = c->next)) q->tail = &q->head;
  free(c);
  q->length--;
  return 1;
}

int main(void) {
  queue *q = queue_new();
  int i = 42;
  struct { char c; long l; } s = {'s', -1}, t;
  put(q, &i, sizeof i);
  put(q, "text", 5);
  put(q, &s, sizeof s);
  char text[5];
  i = 0;
  printf("%d %d\n", take(q, &i, sizeof i), i ? i : 42);
  printf("%d ", take(q, &i, sizeof i));
  printf("%d %s ", take(q, text, 5), "");
  printf("%s\n", text);
  printf("%d\n", take(q, &t, sizeof t));
  printf("%c %ld %d %d\n", t.c, t.l, q->length, take(q, &i, 4));
  put(q, &i, sizeof i);
  printf("%d\n", q->length);
  return 0;
}
