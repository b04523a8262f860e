#include <errno.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <ucontext.h>

/* A stack with the calls on it. While it does not run, its registers lie on it. */
struct calls {
  void *image;
  ucontext_t *context; /* what makecontext has made of it, until it has begun */
};

/* What is known of a context, in its words that are free. */
struct own {
  __INT64_TYPE__ jump[3];
  struct calls *calls;
  void (*function)(void);
  __INT64_TYPE__ arguments[16];
};

static _Thread_local struct calls first, *present;
static _Thread_local const ucontext_t *target; /* where the present switch leads */

static struct own *own(const ucontext_t *context) { return (struct own *)context->__rest; }

static struct calls *running(void) {
  if (!present)
    present = &first;
  return present;
}

int getcontext(ucontext_t *context) {
  __builtin_save_jump(own(context)->jump);
  own(context)->calls = running();
  sigprocmask(SIG_BLOCK, NULL, &context->uc_sigmask);
  return 0;
}

/* The first call on a stack of makecontext's. */
static void begin(void) {
  ucontext_t *context = present->context;
  struct own *mine = own(context);
  present->context = NULL;
  __INT64_TYPE__ *a = mine->arguments;
  void (*function)() = (void (*)())mine->function;
  sigprocmask(SIG_SETMASK, &context->uc_sigmask, NULL);
  function((long)a[0], (long)a[1], (long)a[2], (long)a[3], (long)a[4], (long)a[5], (long)a[6],
           (long)a[7], (long)a[8], (long)a[9], (long)a[10], (long)a[11], (long)a[12], (long)a[13],
           (long)a[14], (long)a[15]);
  if (!context->uc_link)
    exit(0);
  setcontext(context->uc_link);
}

/* Goes on in a context, and comes back when somebody goes to one of this stack. */
static void go(const ucontext_t *to) {
  struct calls *calls = own(to)->calls;
  if (calls != running()) {
    __INT64_TYPE__ image[__builtin_calls_count(0)];
    present->image = image;
    present = calls;
    target = to;
    if (calls->context)
      __builtin_calls_begin(image, begin, (size_t)calls & ~(size_t)15);
    else
      __builtin_calls_resume(image, calls->image);
    to = target;
  }
  sigprocmask(SIG_SETMASK, &to->uc_sigmask, NULL);
  __builtin_jump(own(to)->jump, 0);
}

int setcontext(const ucontext_t *context) {
  go(context);
  return -1;
}

int swapcontext(ucontext_t *restrict save, const ucontext_t *restrict to) {
  __builtin_save_jump(own(save)->jump);
  own(save)->calls = running();
  sigprocmask(SIG_BLOCK, NULL, &save->uc_sigmask);
  go(to);
  return -1;
}

void makecontext(ucontext_t *context, void (*function)(void), int count, ...) {
  struct own *mine = own(context);
  char *top = (char *)context->uc_stack.ss_sp + context->uc_stack.ss_size;
  struct calls *calls = (struct calls *)(((size_t)top & ~(size_t)15) - 32);
  calls->context = context;
  mine->calls = calls;
  mine->function = function;
  va_list list;
  va_start(list, count);
  for (int i = 0; i < count && i < 16; i++)
    mine->arguments[i] = va_arg(list, long);
  va_end(list);
}
