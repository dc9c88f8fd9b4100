#include "exchange/outbound.h"

#include <array>

#include "upstream/endpoint.h"

namespace exchange {
namespace {

constexpr std::string_view kModelPlace = "{model}";
constexpr std::size_t kLongestReceipt = 2048;

struct FateWord {
    model::ParameterFate fate;
    std::string_view word;
};
constexpr std::array kFates{
    FateWord{model::ParameterFate::Dropped, "dropped"},
    FateWord{model::ParameterFate::Changed, "changed"},
    FateWord{model::ParameterFate::Defaulted, "defaulted"},
    FateWord{model::ParameterFate::Renamed, "renamed"},
};

/// What would end the list, or the header, becomes a blank.
void appendSafe(std::string &out, std::string_view text)
{
    for (const char c : text)
        out += c > ' ' && c < 0x7F && c != ';' && c != ',' ? c : ' ';
}

} // namespace

base::Result<Outbound> outbound(const dialect::Dialect &client, const Wire &wire, const model::Quirks &quirks,
                                const std::string &body, const dialect::RequestPeek &peek,
                                const dialect::Rewrite &rewrite)
{
    if (!wire.translated)
        return Outbound{client.rewrite(body, peek, rewrite), {}, {}};
    dialect::Rewrite own = rewrite;
    own.askUsage = false;
    std::string changed = client.rewrite(body, peek, own);
    changed.reserve(changed.size() + dialect::kReadablePadding);
    auto request = client.serve->readRequest(changed, peek);
    if (!request)
        return base::fail(request.error());
    request->model = rewrite.model;
    request->stream = peek.stream;
    Outbound out;
    if (client.serve->repeatsRequest)
        out.asked = std::make_unique<const model::ChatRequest>(*request);
    auto written = wire.dialect->call->writeRequest(std::move(*request), quirks, out.receipt);
    if (!written)
        return base::fail(written.error());
    out.body = std::move(*written);
    return out;
}

std::string pathOf(const dialect::Dialect &dialect, std::string_view model, bool stream)
{
    const std::string_view pattern = stream && !dialect.streamPath.empty() ? dialect.streamPath : dialect.path;
    const auto place = pattern.find(kModelPlace);
    if (place == std::string_view::npos)
        return std::string(pattern);
    std::string out(pattern.substr(0, place));
    out.append(upstream::percentEncoded(model));
    out.append(pattern.substr(place + kModelPlace.size()));
    return out;
}

std::string receiptText(const model::Receipt &receipt, const dialect::ChatServing &client)
{
    std::string out;
    for (const auto &[fate, word] : kFates) {
        bool first = true;
        for (const model::ParameterNote &note : receipt.notes()) {
            if (note.fate != fate)
                continue;
            if (first && !out.empty())
                out += "; ";
            out.append(first ? std::string(word) + "=" : std::string(", "));
            first = false;
            appendSafe(out, note.name.empty() ? client.fieldName(note.field) : std::string_view(note.name));
            if (fate != model::ParameterFate::Dropped && !note.detail.empty()) {
                out += ':';
                appendSafe(out, note.detail);
            }
        }
    }
    if (out.size() > kLongestReceipt)
        out.resize(kLongestReceipt);
    return out;
}

} // namespace exchange
