#include <asm/sockios.h>
#define SIOCINQ 0x541b
#define SIOCOUTQ 0x5411
#define SIOCOUTQNSD 0x894b
#define SIOCGSTAMP 0x8906
#define SIOCGSTAMPNS 0x8907
