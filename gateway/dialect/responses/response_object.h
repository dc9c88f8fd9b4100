#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "dialect/responses/output.h"
#include "dialect/translate.h"

namespace dialect {

/// The `response` object that answers and the events around a stream show: its own fields, and the request's parameters
/// repeated as OpenAI repeats them.
class ResponseObject {
public:
    explicit ResponseObject(const AnswerFor &client);

    void begun(std::string_view id, std::string_view model, std::int64_t createdSeconds);
    void finished(model::FinishReason reason) { m_finish = reason; }
    void spent(const model::Usage &usage) { m_usage = usage; }
    void extraIs(base::Json extra) { m_extra = std::move(extra); }
    void tierIs(std::string tier) { m_tier = std::move(tier); }

    const std::string &id() const { return m_id; }
    model::FinishReason finish() const { return m_finish; }
    /// `completed`, or `incomplete` when the model was stopped short.
    std::string_view endStatus() const;
    /// In progress it has no output and no usage.
    void append(std::string &out, std::string_view status, std::deque<OutputItem> &items) const;

private:
    void appendUsage(std::string &out) const;
    void appendOutput(std::string &out, std::deque<OutputItem> &items) const;

    std::string m_id{};
    std::string m_model{};
    std::int64_t m_created = 0;
    std::int64_t m_now = 0;
    std::string m_repeated{}; ///< `,"instructions":...` and so on.
    std::string m_tier = "default";
    model::FinishReason m_finish = model::FinishReason::None;
    model::Usage m_usage{};
    base::Json m_extra{};
};

/// The request's parameters as an answer repeats them, each with a comma before it. Null: all as if left out.
std::string repeatedParameters(const model::ChatRequest *request);

} // namespace dialect
