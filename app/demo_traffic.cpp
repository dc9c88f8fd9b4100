#include "app/demo_traffic.h"

#include <iterator>

#include <QNetworkProxy>
#include <QNetworkReply>
#include <QRandomGenerator>

#include "base/json.h"

namespace app {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr const char *kModels[] = {"gpt-4o-mini", "gpt-4o-mini", "llama-3.3-70b-versatile", "mistral-small",
                                   "gpt-5-mini"};
constexpr const char *kQuestions[] = {
    "Summarise this conversation in two sentences.",
    "Which of these three answers is the most polite, and why?",
    "Write a short product description for a rain jacket.",
    "Translate \"The train leaves at a quarter past nine\" into Chinese.",
};
constexpr int kShortestWaitMs = 2'000;
constexpr int kLongestWaitMs = 12'000;

template <std::size_t N>
const char *oneOf(const char *const (&list)[N])
{
    return list[QRandomGenerator::global()->bounded(static_cast<int>(N))];
}

} // namespace

DemoTraffic::DemoTraffic(const QString &url, base::Secret key) : m_url(url), m_key(std::move(key))
{
    m_network.setProxy(QNetworkProxy::NoProxy);
    m_next.setSingleShot(true);
    connect(&m_next, &QTimer::timeout, this, &DemoTraffic::ask);
    wait();
}

void DemoTraffic::wait()
{
    m_next.start(QRandomGenerator::global()->bounded(kShortestWaitMs, kLongestWaitMs));
}

void DemoTraffic::ask()
{
    const base::Json body = {{"model", oneOf(kModels)},
                             {"stream", true},
                             {"messages", base::Json::array({{{"role", "user"}, {"content", oneOf(kQuestions)}}})}};
    QNetworkRequest request{QUrl(m_url + u"/v1/chat/completions"_s)};
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    request.setRawHeader("Authorization",
                         QByteArray("Bearer ").append(m_key.reveal().data(), qsizetype(m_key.reveal().size())));
    QNetworkReply *reply = m_network.post(request, QByteArray::fromStdString(base::dump(body)));
    connect(reply, &QNetworkReply::readyRead, reply, [reply] { reply->readAll(); });
    connect(reply, &QNetworkReply::finished, reply, &QObject::deleteLater);
    wait();
}

} // namespace app
