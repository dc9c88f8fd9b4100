#include "dialect/responses/response_object.h"

#include "dialect/responses/words.h"

namespace dialect {

ResponseObject::ResponseObject(const AnswerFor &client)
    : m_id("resp_" + std::string(client.requestId)),
      m_model(client.requestedModel),
      m_created(client.nowSeconds),
      m_now(client.nowSeconds),
      m_repeated(repeatedParameters(client.request))
{
}

void ResponseObject::begun(std::string_view id, std::string_view model, std::int64_t createdSeconds)
{
    if (!id.empty())
        m_id = id;
    if (!model.empty())
        m_model = model;
    if (createdSeconds > 0)
        m_created = createdSeconds;
}

std::string_view ResponseObject::endStatus() const
{
    return responsesIncompleteReason(m_finish).empty() ? "completed" : "incomplete";
}

void ResponseObject::appendUsage(std::string &out) const
{
    if (!m_usage.reported) {
        out += "null";
        return;
    }
    const auto count = [&](std::string_view name, std::int64_t value) {
        out.append(name).append(std::to_string(value));
    };
    count(R"({"input_tokens":)", m_usage.input);
    count(R"(,"input_tokens_details":{"cache_write_tokens":)", m_usage.cacheWrite());
    count(R"(,"cached_tokens":)", m_usage.cacheRead);
    count(R"(},"output_tokens":)", m_usage.output);
    count(R"(,"output_tokens_details":{"reasoning_tokens":)", m_usage.reasoning);
    count(R"(},"total_tokens":)", m_usage.input + m_usage.output);
    out += '}';
}

/// Of an answer that was stopped short the last item is not whole.
void ResponseObject::appendOutput(std::string &out, std::deque<OutputItem> &items) const
{
    out += '[';
    for (const OutputItem &item : items) {
        if (item.index > 0)
            out += ',';
        appendItem(out, item, item.index + 1 == items.size() ? endStatus() : "completed");
    }
    out += ']';
}

void ResponseObject::append(std::string &out, std::string_view status, std::deque<OutputItem> &items) const
{
    const bool over = status != "in_progress";
    const std::string_view reason = responsesIncompleteReason(m_finish);
    out += R"({"id":)";
    base::appendQuoted(out, m_id);
    out.append(R"(,"object":"response","created_at":)").append(std::to_string(m_created));
    appendText(out, "status", status);
    out += R"(,"background":false,"completed_at":)";
    out += status == "completed" ? std::to_string(std::max(m_now, m_created)) : "null";
    out += R"(,"error":null,"incomplete_details":)";
    if (over && !reason.empty())
        out.append(R"({"reason":")").append(reason).append(R"("})");
    else
        out += "null";
    appendText(out, "model", m_model);
    out += R"(,"output":)";
    if (over)
        appendOutput(out, items);
    else
        out += "[]";
    out += R"(,"max_tool_calls":null,"previous_response_id":null,"store":false)";
    appendText(out, "service_tier", m_tier);
    out += m_repeated;
    out += R"(,"usage":)";
    if (over)
        appendUsage(out);
    else
        out += "null";
    if (over && m_extra.is_object())
        for (const auto &[name, value] : m_extra.items()) {
            if (name == "metadata")
                continue;
            out += ',';
            base::appendQuoted(out, name);
            out.append(":").append(base::dump(value));
        }
    out += '}';
}

} // namespace dialect
