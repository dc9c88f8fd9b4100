#pragma once

#include <string>
#include <string_view>

#include "dialect/dialect.h"

namespace dialect {

/// A whole Chat Completions answer. Errors: Upstream for an error in success's clothes and for what is no answer.
base::Result<model::ChatAnswer> readOpenaiChatAnswer(std::string_view body);
std::string writeOpenaiAnswer(const model::ChatAnswer &answer, const AnswerFor &client);

/// The answer's own words, or what we make up where the provider gave none.
struct AnswerHead {
    std::string id{};
    std::string model{};
    std::int64_t createdSeconds = 0;
};
AnswerHead openaiHead(std::string_view id, std::string_view model, std::int64_t createdSeconds,
                      const AnswerFor &client);

} // namespace dialect
