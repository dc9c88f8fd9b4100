#include <QTest>

#include <algorithm>
#include <cmath>
#include <map>

#include "dialect/registry.h"
#include "fakes/padded_text.h"
#include "fakes/recordings.h"
#include "pricing/prompt/model_family.h"
#include "pricing/prompt/request_count.h"

namespace {

using recordings::Case;

const pricing::Encodings &encodings()
{
    static const pricing::Encodings out([](std::string_view name) {
        return recordings::textOf(QStringLiteral(ROOT "/resources/tokens/%1.tokens").arg(QLatin1String(name)));
    });
    return out;
}

/// The dialect that a client would have sent the recorded body in; null for those that no client speaks with us.
const dialect::Dialect *spokenIn(const Case &one)
{
    const std::string endpoint = one.endpoint == "streamGenerateContent" ? "generateContent" : one.endpoint;
    const auto all = dialect::allDialects();
    const auto hit = std::ranges::find_if(all, [&](const dialect::Dialect *dialect) {
        return dialect->endpoint == endpoint && dialect->serve != nullptr;
    });
    return hit == all.end() ? nullptr : *hit;
}

std::optional<model::ChatRequest> requestOf(const Case &one)
{
    const dialect::Dialect *dialect = spokenIn(one);
    if (dialect == nullptr || one.request.is_null() || one.status != 200)
        return std::nullopt;
    const std::string body = fakes::padded(one.requestText);
    const auto peek = dialect->peek(body, {.model = base::textOr(base::at(one.expected, "model"))});
    if (!peek)
        return std::nullopt;
    auto request = dialect->serve->readRequest(body, *peek);
    return request ? std::optional(std::move(*request)) : std::nullopt;
}

bool isRemote(const model::Part &part)
{
    return !part.media.url.empty() || !part.media.fileId.empty() || std::ranges::any_of(part.content, isRemote);
}

/// What only the provider knows: what its own tools brought, files and URLs, thoughts in cipher.
bool hasUnseen(const Case &one, const model::ChatRequest &request)
{
    for (const char *feature : {"redacted_thinking", "citations", "citations_delta", "web_search", "grounding"})
        if (one.features.contains(feature))
            return true;
    const auto remote = [](const model::ChatMessage &message) { return std::ranges::any_of(message.parts, isRemote); };
    return std::ranges::any_of(request.tools, &model::ToolOffer::hosted)
           || std::ranges::any_of(request.messages, remote);
}

struct Counted {
    std::string name{};
    std::string family{};
    std::int64_t counted = 0;
    std::int64_t billed = 0;
    bool wordsOnly = false; ///< No tools, media or schema.
    double error() const { return std::abs(static_cast<double>(counted - billed)) / static_cast<double>(billed); }
};

std::vector<Counted> all()
{
    std::vector<Counted> out;
    for (const Case &one :
         recordings::of({"chat.completions", "messages", "generateContent", "streamGenerateContent", "responses"})) {
        const auto request = requestOf(one);
        const std::int64_t billed = base::integerOr(base::at(base::at(one.expected, "usage"), "input"));
        if (!request || billed == 0 || hasUnseen(one, *request))
            continue;
        const auto found = pricing::measure(encodings(), *request, request->model);
        out.push_back({.name = one.name,
                       .family = std::string(pricing::familyOf(pricing::plainModelName(request->model)).id),
                       .counted = pricing::countRequest(encodings(), *request, request->model),
                       .billed = billed,
                       .wordsOnly = found.tools == 0 && found.calls == 0 && found.media == 0 && !found.schema});
    }
    return out;
}

} // namespace

/// How far our counts are from what providers billed for the recorded requests.
class CountRecordingsTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        if (!recordings::available())
            QSKIP("the recordings are not beside this checkout");
    }

    void wordsToOpenAiAreExact()
    {
        int seen = 0;
        for (const Counted &one : all())
            if (one.wordsOnly && (one.family == "gpt-4o" || one.family == "gpt-5")) {
                QCOMPARE(one.name + " " + std::to_string(one.counted), one.name + " " + std::to_string(one.billed));
                ++seen;
            }
        QVERIFY2(seen >= 7, qPrintable(QString::number(seen)));
    }

    /// The bounds are what was reached, and a little more; README states them.
    void othersAreNear()
    {
        const std::map<std::string, double> most{
            {"gpt-4o", 0.05}, {"gpt-5", 0.25},    {"gpt-oss", 0.10}, {"claude", 0.20},
            {"gemini", 0.35}, {"deepseek", 0.08}, {"qwen", 0.08},    {"mistral", 0.15},
            {"grok", 0.25},   {"glm", 0.05},      {"kimi", 0.05},
        };
        std::map<std::string, std::vector<Counted>> families;
        for (Counted &one : all())
            families[one.family].push_back(std::move(one));
        for (const auto &[family, bound] : most) {
            std::vector<Counted> &rows = families[family];
            QVERIFY2(!rows.empty(), family.c_str());
            double sum = 0;
            for (const Counted &one : rows)
                sum += one.error();
            std::ranges::sort(rows, std::greater<>{}, &Counted::error);
            const double mean = sum / static_cast<double>(rows.size());
            const Counted &worst = rows.front();
            qInfo("%s: %zu requests, off by %.1f %% on average, at worst %.0f %% (%lld counted, %lld billed: %s)",
                  family.c_str(), rows.size(), mean * 100, worst.error() * 100, static_cast<long long>(worst.counted),
                  static_cast<long long>(worst.billed), worst.name.c_str());
            QVERIFY2(mean <= bound, family.c_str());
        }
    }
};

QTEST_GUILESS_MAIN(CountRecordingsTest)
#include "count_recordings_test.moc"
