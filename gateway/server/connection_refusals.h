#pragma once

#include "server/edge_limits.h"

namespace server {

// What a connection itself refuses; what is wrong with a request's text is the reader's to say.

inline constexpr Refusal kIncomplete{400, "incomplete_request",
                                     "the connection was closed in the middle of the request"};
inline constexpr Refusal kSlowHead{408, "request_timeout",
                                   "the head of the request did not come in time; send it at once"};
inline constexpr Refusal kSlowBody{408, "request_timeout", "the body came too slowly; send at least 1 KiB a second"};
inline constexpr Refusal kBusy{503, "overloaded", "too many large requests at once; try again in a moment",
                               "retry-after: 1\r\n"};
inline constexpr Refusal kTlsOnPlain{400, "tls_on_plain_port",
                                     "this port speaks plain HTTP and got the beginning of TLS; write http:// instead "
                                     "of https://, or turn on TLS in the settings"};
inline constexpr Refusal kPlainOnTls{400, "plain_on_tls_port",
                                     "this port speaks TLS and got plain HTTP; write https:// instead of http://"};
inline constexpr Refusal kUnanswered{500, "internal_error",
                                     "the request was dropped unanswered; this is a fault of ours"};

} // namespace server
