#pragma once

#include <string>

#include "base/json.h"
#include "gateway/exchange/exchange_fixture.h"

/// What both sides of an exchange say in the tests.
namespace words {

inline const std::string kAsk = R"({"model":"m","messages":[]})";
inline const std::string kAskStream = R"({"model":"m","stream":true,"messages":[]})";
inline const std::string kWhole =
    R"({"choices":[{"message":{"content":"Hi"},"finish_reason":"stop"}],"model":"served",)"
    R"("usage":{"prompt_tokens":7,"completion_tokens":3}})";
inline const std::string kRefusal = R"({"error":{"message":"no","type":"t","param":null,"code":"c"}})";

inline std::string sse(const std::string &data)
{
    return "data: " + data + "\n\n";
}

inline const std::string kRole = sse(R"({"choices":[{"delta":{"role":"assistant","content":""}}]})");
inline const std::string kHi = sse(R"({"choices":[{"delta":{"content":"Hi"}}],"model":"served"})");
inline const std::string kStop = sse(R"({"choices":[{"delta":{},"finish_reason":"stop"}]})");
inline const std::string kUsage = sse(R"({"choices":[],"usage":{"prompt_tokens":7,"completion_tokens":3}})");
inline const std::string kError = sse(R"({"error":{"message":"boom"}})");
inline const std::string kDone = sse("[DONE]");

/// The error object of an answer, or of the last event of a stream.
inline base::Json errorOf(const fakes::ClientSide &client)
{
    std::string_view text = client.body;
    if (client.end == fakes::ClientSide::End::Finished) {
        text.remove_suffix(2);
        text = text.substr(text.rfind("data: ") + 6);
    }
    const auto json = base::parseJson(text);
    return json ? base::at(*json, "error") : base::Json();
}

inline std::string codeOf(const fakes::ClientSide &client)
{
    return base::textOr(base::at(errorOf(client), "code"));
}

} // namespace words
