#include "exchange/outbound.h"

#include <array>

#include "base/text.h"
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
    FateWord{model::ParameterFate::Dropped, "dropped"},     FateWord{model::ParameterFate::Changed, "changed"},
    FateWord{model::ParameterFate::Defaulted, "defaulted"}, FateWord{model::ParameterFate::Renamed, "renamed"},
    FateWord{model::ParameterFate::Restored, "restored"},
};

/// What would end the list, or the header, becomes a blank.
void appendSafe(std::string &out, std::string_view text)
{
    for (const char c : text)
        out += c > ' ' && c < 0x7F && c != ';' && c != ',' ? c : ' ';
}

std::string_view nameOf(const model::ParameterNote &note, const dialect::Dialect &client)
{
    if (!note.name.empty())
        return note.name;
    return client.serve != nullptr             ? client.serve->fieldName(note.field)
           : client.serveEmbeddings != nullptr ? client.serveEmbeddings->fieldName(note.field)
                                               : client.serveCount->fieldName(note.field);
}

/// What a request needs on its way besides its own bytes.
struct Way {
    const dialect::Dialect &client;
    const dialect::Dialect &provider;
    const model::Quirks &quirks;
    const dialect::RequestPeek &peek;
    std::string_view model;
    const Remembered &remembered;
};

base::Result<> writeChat(const Way &way, std::string_view body, Outbound &out)
{
    auto request = way.client.serve->readRequest(body, way.peek);
    if (!request)
        return base::fail(request.error());
    request->model = way.model;
    request->stream = way.peek.stream;
    if (way.client.serve->repeatsRequest)
        out.asked = std::make_unique<const model::ChatRequest>(*request);
    restoreThoughts(*request, way.remembered, signerOf(way.provider, way.model), out.receipt);
    auto written = way.provider.call->writeRequest(std::move(*request), way.quirks, out.receipt);
    if (!written)
        return base::fail(written.error());
    out.body = std::move(*written);
    return {};
}

/// Embeddings and counts, which are read and written in the same way.
template <typename Serving, typename Calling>
base::Result<> writeOther(const Way &way, const Serving &serve, const Calling &call, std::string_view body,
                          Outbound &out)
{
    auto request = serve.readRequest(body, way.peek);
    if (!request)
        return base::fail(request.error());
    request->model = way.model;
    auto written = call.writeRequest(std::move(*request), way.quirks, out.receipt);
    if (!written)
        return base::fail(written.error());
    out.body = std::move(*written);
    return {};
}

base::Result<> translate(const Way &way, std::string_view body, Outbound &out)
{
    if (way.client.serveEmbeddings != nullptr)
        return writeOther(way, *way.client.serveEmbeddings, *way.provider.callEmbeddings, body, out);
    if (way.client.serveCount != nullptr)
        return writeOther(way, *way.client.serveCount, *way.provider.callCount, body, out);
    return writeChat(way, body, out);
}

} // namespace

base::Result<Outbound> outbound(const dialect::Dialect &client, const Wire &wire, const model::Quirks &quirks,
                                const std::string &body, const dialect::RequestPeek &peek,
                                const dialect::Rewrite &rewrite, const Remembered &remembered)
{
    Outbound out;
    if (peek.storeAsked)
        out.receipt.changed(model::ChatField::Store, "false");
    if (!wire.translated) {
        out.body = client.rewrite(body, peek, rewrite);
        return out;
    }
    dialect::Rewrite own = rewrite;
    own.askUsage = false;
    std::string changed = client.rewrite(body, peek, own);
    changed.reserve(changed.size() + dialect::kReadablePadding);
    const Way way{client, *wire.dialect, quirks, peek, rewrite.model, remembered};
    if (auto done = translate(way, changed, out); !done)
        return base::fail(done.error());
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

std::string receiptText(const model::Receipt &receipt, const dialect::Dialect &client)
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
            appendSafe(out, nameOf(note, client));
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

base::Result<> refuseDrops(const model::Receipt &receipt, const dialect::Dialect &client)
{
    std::string names;
    std::string first;
    for (const model::ParameterNote &note : receipt.notes()) {
        if (note.fate != model::ParameterFate::Dropped)
            continue;
        const std::string_view name = nameOf(note, client);
        if (first.empty())
            first = name;
        names.append(names.empty() ? "" : ", ").append(name);
    }
    if (names.empty())
        return {};
    return base::fail(base::ErrorCode::BadRequest,
                      "this key is strict, and the provider that serves the model cannot be told: " + names, first);
}

} // namespace exchange
