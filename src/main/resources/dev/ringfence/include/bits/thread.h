#include <stddef.h>
typedef unsigned long pthread_t;
typedef union {
  struct {
    size_t __stack;
    __INT32_TYPE__ __detached;
    __INT32_TYPE__ __inherit;
    size_t __guard;
    void *__address;
    __INT32_TYPE__ __scope;
    __INT32_TYPE__ __policy;
    __INT32_TYPE__ __priority;
  };
  __INT64_TYPE__ __size[7];
} pthread_attr_t;
typedef struct {
  __INT32_TYPE__ __owner;
  __UINT32_TYPE__ __count;
  __INT64_TYPE__ __unused;
  __INT32_TYPE__ __kind;
  __INT32_TYPE__ __state;
  __INT32_TYPE__ __ceiling;
  __INT32_TYPE__ __padding;
  __INT64_TYPE__ __rest;
} pthread_mutex_t;
typedef struct {
  __INT32_TYPE__ __kind;
} pthread_mutexattr_t;
typedef struct {
  __INT64_TYPE__ __unused[5];
  __INT32_TYPE__ __clock;
  __INT32_TYPE__ __shared;
} pthread_cond_t;
typedef struct {
  __INT32_TYPE__ __clock;
} pthread_condattr_t;
typedef struct {
  __INT32_TYPE__ __readers;
  __INT32_TYPE__ __writer;
  __INT64_TYPE__ __unused[5];
  __INT32_TYPE__ __kind;
  __INT32_TYPE__ __shared;
} pthread_rwlock_t;
typedef struct {
  __INT32_TYPE__ __kind;
  __INT32_TYPE__ __shared;
} pthread_rwlockattr_t;
typedef struct {
  __UINT32_TYPE__ __needed;
  __UINT32_TYPE__ __arrived;
  __UINT32_TYPE__ __round;
  __UINT32_TYPE__ __rest[5];
} pthread_barrier_t;
typedef struct {
  __INT32_TYPE__ __shared;
} pthread_barrierattr_t;
typedef volatile __INT32_TYPE__ pthread_spinlock_t;
typedef __INT32_TYPE__ pthread_once_t;
typedef unsigned pthread_key_t;
