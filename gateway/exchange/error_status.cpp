#include "exchange/error_status.h"

namespace exchange {

int statusFor(base::ErrorCode code)
{
    using enum base::ErrorCode;
    switch (code) {
    case BadRequest:
        return 400;
    case Unauthorized:
        return 401;
    case Forbidden:
        return 403;
    case NotFound:
        return 404;
    case MethodNotAllowed:
        return 405;
    case Conflict:
        return 409;
    case TooLarge:
        return 413;
    case Unsupported:
        return 415;
    case Unprocessable:
        return 422;
    case Upstream:
        return 502;
    case UpstreamTimeout:
        return 504;
    case Unavailable:
        return 503;
    case Cancelled:
        return kStatusClientLeft;
    case Storage:
    case Internal:
        break;
    }
    return 500;
}

std::string_view codeFor(base::ErrorCode code, std::string_view param)
{
    using enum base::ErrorCode;
    switch (code) {
    case BadRequest:
        return "invalid_request";
    case Unauthorized:
        return param.starts_with("x-switchyard-") ? "invalid_signature" : "invalid_api_key";
    case Forbidden:
        return param == "model" ? "model_not_allowed" : "forbidden";
    case NotFound:
        return param == "model" ? "model_not_found" : "not_found";
    case MethodNotAllowed:
        return "method_not_allowed";
    case Conflict:
        return param == "port" ? "port_in_use" : "conflict";
    case TooLarge:
        return "too_large";
    case Unsupported:
        return "unsupported_media_type";
    case Unprocessable:
        return "invalid_field";
    case Upstream:
        return "upstream_error";
    case UpstreamTimeout:
        return "upstream_timeout";
    case Unavailable:
        return param == "secret" || param == "key" ? "keychain_unavailable" : "unavailable";
    case Storage:
        return "storage_error";
    case Cancelled:
        return "cancelled";
    case Internal:
        break;
    }
    return "internal_error";
}

int statusFor(model::FailureClass failure)
{
    using enum model::FailureClass;
    switch (failure) {
    case RateLimited:
    case QuotaGone:
        return 429;
    case NoSuchModel:
        return 404;
    case ContextLength:
    case BadRequest:
        return 400;
    case Stalled:
    case Timeout:
        return 504;
    case Cancelled:
        return kStatusClientLeft;
    case Stopping:
        return 503;
    case None:
        return 200;
    case NoKey:
        return 503; // it comes back by itself once the key can be read
    case Connect:
    case ServerError:
    case BadKey:
    case BadAnswer:
    case AnswerTooLarge:
    case Cut:
    case HedgeLost:
        break;
    }
    return 502; // also for a key the provider refused: the caller's own key is fine
}

std::string_view codeFor(model::FailureClass failure)
{
    using enum model::FailureClass;
    switch (failure) {
    case Connect:
        return "upstream_unreachable";
    case ServerError:
        return "upstream_error";
    case RateLimited:
        return "rate_limit_exceeded";
    case QuotaGone:
        return "insufficient_quota";
    case BadKey:
        return "upstream_credentials_exhausted";
    case NoSuchModel:
        return "model_not_found";
    case ContextLength:
        return "context_length_exceeded";
    case BadRequest:
        return "invalid_request";
    case BadAnswer:
    case AnswerTooLarge:
        return "upstream_bad_answer";
    case Cut:
        return "upstream_stream_cut";
    case Stalled:
    case Timeout:
        return "upstream_timeout";
    case Cancelled:
        return "cancelled";
    case Stopping:
        return "gateway_stopping";
    case NoKey:
        return "provider_key_unavailable";
    case None:
    case HedgeLost: // an attempt that the client never hears of
        break;
    }
    return {};
}

} // namespace exchange
