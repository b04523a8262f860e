#include <stdarg.h>
#include <sys/sem.h>

union argument {
  int value;
  void *pointer;
};

int semctl(int semid, int semnum, int cmd, ...) {
  long argument = 0;
  va_list list;
  va_start(list, cmd);
  switch (cmd) {
  case SETVAL:
    argument = va_arg(list, union argument).value;
    break;
  case IPC_STAT:
  case IPC_SET:
  case IPC_INFO:
  case SEM_STAT:
  case SEM_INFO:
  case SEM_STAT_ANY:
  case GETALL:
  case SETALL:
    argument = (long)va_arg(list, union argument).pointer;
  }
  va_end(list);
  return __semctl(semid, semnum, cmd, argument);
}
