/* Lists by macros (queue(3)). A head of SLIST, LIST or STAILQ names its first element; a doubly
   linked element keeps the address of the pointer that points at it. */
#include <stddef.h>
#define SLIST_HEAD(name, type) struct name { struct type *slh_first; }
#define SLIST_HEAD_INITIALIZER(head) {NULL}
#define SLIST_ENTRY(type) struct { struct type *sle_next; }
#define SLIST_INIT(head) ((head)->slh_first = NULL)
#define SLIST_EMPTY(head) ((head)->slh_first == NULL)
#define SLIST_FIRST(head) ((head)->slh_first)
#define SLIST_NEXT(element, field) ((element)->field.sle_next)
#define SLIST_FOREACH(var, head, field) \
  for ((var) = SLIST_FIRST(head); (var); (var) = SLIST_NEXT(var, field))
#define SLIST_INSERT_HEAD(head, element, field) \
  do { \
    (element)->field.sle_next = (head)->slh_first; \
    (head)->slh_first = (element); \
  } while (0)
#define SLIST_INSERT_AFTER(before, element, field) \
  do { \
    (element)->field.sle_next = (before)->field.sle_next; \
    (before)->field.sle_next = (element); \
  } while (0)
#define SLIST_REMOVE_HEAD(head, field) ((head)->slh_first = (head)->slh_first->field.sle_next)
#define SLIST_REMOVE(head, element, type, field) \
  do { \
    struct type **__link = &(head)->slh_first; \
    while (*__link != (element)) \
      __link = &(*__link)->field.sle_next; \
    *__link = (element)->field.sle_next; \
  } while (0)

#define LIST_HEAD(name, type) struct name { struct type *lh_first; }
#define LIST_HEAD_INITIALIZER(head) {NULL}
#define LIST_ENTRY(type) struct { struct type *le_next, **le_prev; }
#define LIST_INIT(head) ((head)->lh_first = NULL)
#define LIST_EMPTY(head) ((head)->lh_first == NULL)
#define LIST_FIRST(head) ((head)->lh_first)
#define LIST_NEXT(element, field) ((element)->field.le_next)
#define LIST_FOREACH(var, head, field) \
  for ((var) = LIST_FIRST(head); (var); (var) = LIST_NEXT(var, field))
#define LIST_INSERT_HEAD(head, element, field) \
  do { \
    if (((element)->field.le_next = (head)->lh_first) != NULL) \
      (head)->lh_first->field.le_prev = &(element)->field.le_next; \
    (head)->lh_first = (element); \
    (element)->field.le_prev = &(head)->lh_first; \
  } while (0)
#define LIST_INSERT_AFTER(before, element, field) \
  do { \
    if (((element)->field.le_next = (before)->field.le_next) != NULL) \
      (before)->field.le_next->field.le_prev = &(element)->field.le_next; \
    (before)->field.le_next = (element); \
    (element)->field.le_prev = &(before)->field.le_next; \
  } while (0)
#define LIST_INSERT_BEFORE(behind, element, field) \
  do { \
    (element)->field.le_prev = (behind)->field.le_prev; \
    (element)->field.le_next = (behind); \
    *(behind)->field.le_prev = (element); \
    (behind)->field.le_prev = &(element)->field.le_next; \
  } while (0)
#define LIST_REMOVE(element, field) \
  do { \
    if ((element)->field.le_next) \
      (element)->field.le_next->field.le_prev = (element)->field.le_prev; \
    *(element)->field.le_prev = (element)->field.le_next; \
  } while (0)

#define STAILQ_HEAD(name, type) struct name { struct type *stqh_first, **stqh_last; }
#define STAILQ_HEAD_INITIALIZER(head) {NULL, &(head).stqh_first}
#define STAILQ_ENTRY(type) struct { struct type *stqe_next; }
#define STAILQ_INIT(head) \
  do { \
    (head)->stqh_first = NULL; \
    (head)->stqh_last = &(head)->stqh_first; \
  } while (0)
#define STAILQ_EMPTY(head) ((head)->stqh_first == NULL)
#define STAILQ_FIRST(head) ((head)->stqh_first)
#define STAILQ_NEXT(element, field) ((element)->field.stqe_next)
#define STAILQ_FOREACH(var, head, field) \
  for ((var) = STAILQ_FIRST(head); (var); (var) = STAILQ_NEXT(var, field))
#define STAILQ_INSERT_HEAD(head, element, field) \
  do { \
    if (((element)->field.stqe_next = (head)->stqh_first) == NULL) \
      (head)->stqh_last = &(element)->field.stqe_next; \
    (head)->stqh_first = (element); \
  } while (0)
#define STAILQ_INSERT_TAIL(head, element, field) \
  do { \
    (element)->field.stqe_next = NULL; \
    *(head)->stqh_last = (element); \
    (head)->stqh_last = &(element)->field.stqe_next; \
  } while (0)
#define STAILQ_REMOVE_HEAD(head, field) \
  do { \
    if (((head)->stqh_first = (head)->stqh_first->field.stqe_next) == NULL) \
      (head)->stqh_last = &(head)->stqh_first; \
  } while (0)
#define SIMPLEQ_HEAD STAILQ_HEAD
#define SIMPLEQ_ENTRY STAILQ_ENTRY
#define SIMPLEQ_INIT STAILQ_INIT
#define SIMPLEQ_EMPTY STAILQ_EMPTY
#define SIMPLEQ_FIRST STAILQ_FIRST
#define SIMPLEQ_NEXT STAILQ_NEXT
#define SIMPLEQ_FOREACH STAILQ_FOREACH
#define SIMPLEQ_INSERT_HEAD STAILQ_INSERT_HEAD
#define SIMPLEQ_INSERT_TAIL STAILQ_INSERT_TAIL
#define SIMPLEQ_REMOVE_HEAD STAILQ_REMOVE_HEAD

#define TAILQ_HEAD(name, type) struct name { struct type *tqh_first, **tqh_last; }
#define TAILQ_HEAD_INITIALIZER(head) {NULL, &(head).tqh_first}
#define TAILQ_ENTRY(type) struct { struct type *tqe_next, **tqe_prev; }
#define TAILQ_INIT(head) \
  do { \
    (head)->tqh_first = NULL; \
    (head)->tqh_last = &(head)->tqh_first; \
  } while (0)
#define TAILQ_EMPTY(head) ((head)->tqh_first == NULL)
#define TAILQ_FIRST(head) ((head)->tqh_first)
#define TAILQ_NEXT(element, field) ((element)->field.tqe_next)
#define TAILQ_LAST(head, headname) (*(((struct headname *)((head)->tqh_last))->tqh_last))
#define TAILQ_PREV(element, headname, field) \
  (*(((struct headname *)((element)->field.tqe_prev))->tqh_last))
#define TAILQ_FOREACH(var, head, field) \
  for ((var) = TAILQ_FIRST(head); (var); (var) = TAILQ_NEXT(var, field))
#define TAILQ_FOREACH_REVERSE(var, head, headname, field) \
  for ((var) = TAILQ_LAST(head, headname); (var); (var) = TAILQ_PREV(var, headname, field))
#define TAILQ_INSERT_HEAD(head, element, field) \
  do { \
    if (((element)->field.tqe_next = (head)->tqh_first) != NULL) \
      (head)->tqh_first->field.tqe_prev = &(element)->field.tqe_next; \
    else \
      (head)->tqh_last = &(element)->field.tqe_next; \
    (head)->tqh_first = (element); \
    (element)->field.tqe_prev = &(head)->tqh_first; \
  } while (0)
#define TAILQ_INSERT_TAIL(head, element, field) \
  do { \
    (element)->field.tqe_next = NULL; \
    (element)->field.tqe_prev = (head)->tqh_last; \
    *(head)->tqh_last = (element); \
    (head)->tqh_last = &(element)->field.tqe_next; \
  } while (0)
#define TAILQ_INSERT_AFTER(head, before, element, field) \
  do { \
    if (((element)->field.tqe_next = (before)->field.tqe_next) != NULL) \
      (element)->field.tqe_next->field.tqe_prev = &(element)->field.tqe_next; \
    else \
      (head)->tqh_last = &(element)->field.tqe_next; \
    (before)->field.tqe_next = (element); \
    (element)->field.tqe_prev = &(before)->field.tqe_next; \
  } while (0)
#define TAILQ_INSERT_BEFORE(behind, element, field) \
  do { \
    (element)->field.tqe_prev = (behind)->field.tqe_prev; \
    (element)->field.tqe_next = (behind); \
    *(behind)->field.tqe_prev = (element); \
    (behind)->field.tqe_prev = &(element)->field.tqe_next; \
  } while (0)
#define TAILQ_REMOVE(head, element, field) \
  do { \
    if ((element)->field.tqe_next) \
      (element)->field.tqe_next->field.tqe_prev = (element)->field.tqe_prev; \
    else \
      (head)->tqh_last = (element)->field.tqe_prev; \
    *(element)->field.tqe_prev = (element)->field.tqe_next; \
  } while (0)
#define TAILQ_CONCAT(one, other, field) \
  do { \
    if (!TAILQ_EMPTY(other)) { \
      *(one)->tqh_last = (other)->tqh_first; \
      (other)->tqh_first->field.tqe_prev = (one)->tqh_last; \
      (one)->tqh_last = (other)->tqh_last; \
      TAILQ_INIT(other); \
    } \
  } while (0)
