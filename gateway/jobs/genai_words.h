#pragma once

#include <string_view>

/// What the OpenTelemetry conventions for generative AI call things. Pure.
/// Source: opentelemetry.io/docs/specs/semconv/gen-ai.
namespace jobs {

/// `gen_ai.operation.name` of a call, by the endpoint in its record; an endpoint that they do not know is its own name.
constexpr std::string_view genAiOperation(std::string_view endpoint)
{
    if (endpoint == "completions")
        return "text_completion";
    if (endpoint.starts_with("chat.") || endpoint == "messages" || endpoint == "responses")
        return "chat";
    return endpoint;
}

} // namespace jobs
