#include <bits/kernel.h>
union sigval {
  int sival_int;
  void *sival_ptr __KERNEL_MEMBER;
};
typedef union sigval sigval_t;
typedef struct {
  int si_signo __KERNEL_INT;
  int si_errno __KERNEL_INT;
  int si_code __KERNEL_INT;
  int __pad __KERNEL_INT;
  union {
    struct {
      int __pid __KERNEL_INT;
      unsigned __uid __KERNEL_INT;
      union {
        union sigval __value;
        int __status;
      };
    };
    struct {
      int __timerid __KERNEL_INT;
      int __overrun __KERNEL_INT;
    };
    void *__addr;
    struct {
      long __band __KERNEL_MEMBER;
      int __fd __KERNEL_MEMBER;
    };
    __INT64_TYPE__ __size[14];
  };
} siginfo_t;
#define si_pid __pid
#define si_uid __uid
#define si_value __value
#define si_int __value.sival_int
#define si_ptr __value.sival_ptr
#define si_status __status
#define si_timerid __timerid
#define si_overrun __overrun
#define si_addr __addr
#define si_band __band
#define si_fd __fd
#define SI_USER 0
#define SI_KERNEL 128
#define SI_QUEUE (-1)
#define SI_TIMER (-2)
#define SI_MESGQ (-3)
#define SI_ASYNCIO (-4)
#define SI_SIGIO (-5)
#define SI_TKILL (-6)
#define POLL_IN 1
#define POLL_OUT 2
#define POLL_MSG 3
#define POLL_ERR 4
#define POLL_PRI 5
#define POLL_HUP 6
#define ILL_ILLOPC 1
#define ILL_ILLOPN 2
#define FPE_INTDIV 1
#define FPE_INTOVF 2
#define FPE_FLTDIV 3
#define SEGV_MAPERR 1
#define SEGV_ACCERR 2
#define BUS_ADRALN 1
#define BUS_ADRERR 2
#define CLD_EXITED 1
#define CLD_KILLED 2
#define CLD_DUMPED 3
#define CLD_TRAPPED 4
#define CLD_STOPPED 5
#define CLD_CONTINUED 6
