#ifndef MARTLET_CPOSTGRES_SHIM_H
#define MARTLET_CPOSTGRES_SHIM_H

#include <libpq-fe.h>

#endif
