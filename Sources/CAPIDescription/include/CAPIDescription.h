#pragma once
#include <stddef.h>

/// The description of the REST API, schemas/api/openapi.yaml, as it was when the program was built: its bytes, and how
/// many there are.
const unsigned char *martlet_api_description(size_t *size);
