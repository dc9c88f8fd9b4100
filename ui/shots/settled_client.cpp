#include "ui/shots/settled_client.h"

#include <chrono>
#include <memory>
#include <utility>

#include <QEventLoop>
#include <QPointer>
#include <QTimer>

#include "ui/parts/apps_of.h"

namespace ui {
namespace {

using namespace std::chrono_literals;

constexpr auto kLook = 15ms;
constexpr qint64 kQuietMs = 120; ///< Longer than what a page waits before it asks for what was typed or scrolled to.
constexpr qint64 kPatienceMs = 6'000;

/// Nothing is heard after its end.
class PlayedCall final : public QObject, public admin::RunningCall {};

} // namespace

SettledClient::SettledClient(admin::AdminClient &client) : m_client(client), m_apps(appsOf(client))
{
    m_quiet.start();
    connect(&m_client, &AdminClient::endpointChanged, this, &AdminClient::endpointChanged);
}

void SettledClient::call(admin::AdminCall call, QObject *context, Done done)
{
    const std::string name = call.operation;
    const QString operation = QString::fromStdString(name);
    m_open += operation;
    auto take = [this, name, operation, to = QPointer(context),
                 done = std::move(done)](base::Result<base::Json> answer) {
        m_open.removeOne(operation);
        m_quiet.restart();
        answer = played(name, std::move(answer));
        if (answer)
            collect(*answer);
        if (to && done)
            done(std::move(answer));
    };
    if (m_answers.contains(name)) // later, as everybody is used to
        QTimer::singleShot(0, this, [take = std::move(take)]() mutable { take(base::Json()); });
    else
        m_client.call(std::move(call), this, std::move(take));
}

base::Result<std::unique_ptr<admin::RunningCall>> SettledClient::send(admin::AppCall call, admin::HearNews hear)
{
    if (m_news.empty())
        return m_apps.send(std::move(call), std::move(hear));
    auto running = std::make_unique<PlayedCall>();
    if (call.method == "POST")
        QTimer::singleShot(0, running.get(), [news = m_news, hear = std::move(hear)] {
            for (const admin::AppNews &piece : news)
                hear(piece);
        });
    return running;
}

base::Result<base::Json> SettledClient::played(const std::string &operation, base::Result<base::Json> answer)
{
    if (const auto whole = m_answers.find(operation); whole != m_answers.end())
        return whole->second;
    if (const auto patch = m_patches.find(operation); answer && patch != m_patches.end())
        answer->merge_patch(patch->second);
    return answer;
}

void SettledClient::hearNews(std::vector<admin::AppNews> news)
{
    m_news = std::move(news);
    for (const admin::AppNews &piece : m_news)
        for (const QString &word : wordsOf(QString::fromStdString(piece.bytes)))
            m_words.insert(word);
}

void SettledClient::pretendSilence()
{
    m_silent = true;
    Q_EMIT endpointChanged();
}

void SettledClient::stopPretending()
{
    m_patches.clear();
    m_answers.clear();
    m_news.clear();
    if (std::exchange(m_silent, false))
        Q_EMIT endpointChanged();
}

// A loop inside a function is not our way elsewhere; here the whole program waits for one picture.
bool SettledClient::settle()
{
    m_quiet.restart();
    QElapsedTimer all;
    all.start();
    QEventLoop loop;
    QTimer look;
    connect(&look, &QTimer::timeout, &loop, [&] {
        if ((m_open.isEmpty() && m_quiet.elapsed() >= kQuietMs) || all.elapsed() > kPatienceMs)
            loop.quit();
    });
    look.start(kLook);
    loop.exec();
    return m_open.isEmpty();
}

base::Json SettledClient::ask(admin::AdminCall asked)
{
    const auto out = std::make_shared<base::Json>();
    call(std::move(asked), this, [out](base::Result<base::Json> answer) {
        if (answer)
            *out = std::move(*answer);
    });
    settle();
    return *out;
}

void SettledClient::collect(const base::Json &answer)
{
    if (answer.is_structured())
        for (const base::Json &part : answer)
            collect(part);
    if (answer.is_object())
        for (const auto &[name, value] : answer.items())
            for (const QString &word : wordsOf(QString::fromStdString(name)))
                m_words.insert(word);
    if (answer.is_string())
        for (const QString &word : wordsOf(QString::fromStdString(answer.get<std::string>())))
            m_words.insert(word);
}

QStringList wordsOf(const QString &text)
{
    QStringList out;
    QString word;
    for (const QChar character : text + QChar::Space)
        if (character.isLetter()) {
            word += character.toLower();
        } else if (!word.isEmpty()) {
            out += std::exchange(word, {});
        }
    return out;
}

} // namespace ui
