#pragma once

#include <curl/curl.h>

namespace upstream {

/// Frees a header list of libcurl that may hold a key; nothing of it stays in memory that is given back.
inline void wipeAndFree(curl_slist *list)
{
    for (const curl_slist *line = list; line != nullptr; line = line->next)
        for (volatile char *byte = line->data; *byte != '\0'; ++byte)
            *byte = '\0';
    curl_slist_free_all(list);
}

} // namespace upstream
