#include <bits/itimer.h>
