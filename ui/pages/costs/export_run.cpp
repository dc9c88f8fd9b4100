#include "ui/pages/costs/export_run.h"

#include <algorithm>
#include <utility>

#include <QSaveFile>

#include "base/text.h"

namespace ui {
namespace {

base::Error writingFailed(const QSaveFile &file)
{
    return {.code = base::ErrorCode::Unprocessable, .detail = file.errorString().toStdString(), .param = "path"};
}

} // namespace

ExportRun::ExportRun(admin::AdminClient &client, QObject *parent) : QObject(parent), m_client(client) {}

ExportRun::~ExportRun() = default;

void ExportRun::start(admin::AdminCall call, const QString &path, Extent extent)
{
    cancel();
    auto file = std::make_unique<QSaveFile>(path);
    if (!file->open(QIODevice::WriteOnly)) {
        Q_EMIT failed(writingFailed(*file));
        return;
    }
    m_file = std::move(file);
    m_call = std::move(call);
    m_extent = extent;
    m_progress = -1;
    ask({});
}

void ExportRun::cancel()
{
    ++m_round;
    if (m_file)
        m_file->cancelWriting();
    m_file.reset();
}

void ExportRun::ask(const std::string &after)
{
    admin::AdminCall call = m_call;
    if (!after.empty())
        call.query.emplace_back("after", after);
    m_client.call(std::move(call), this, [this, round = m_round](const base::Result<base::Json> &answer) {
        if (round != m_round)
            return;
        if (!answer)
            return stop(answer.error());
        take(*answer);
    });
}

void ExportRun::take(const base::Json &piece)
{
    const std::string text = base::textOr(base::at(piece, "text"));
    if (m_file->write(text.data(), static_cast<qint64>(text.size())) != static_cast<qint64>(text.size()))
        return stop(writingFailed(*m_file));
    const std::string next = base::textOr(base::at(piece, "next"));
    if (next.empty()) {
        const QString path = m_file->fileName();
        if (!m_file->commit())
            return stop(writingFailed(*m_file));
        m_file.reset();
        Q_EMIT finished(path);
        return;
    }
    const auto at = base::parseInteger(std::string_view(next).substr(0, next.find('.'))); // a place may stand behind
    const auto span = static_cast<double>(m_extent.toMs - m_extent.fromMs);
    if (at && span != 0)
        m_progress = std::clamp(static_cast<double>(*at - m_extent.fromMs) / span, 0.0, 1.0);
    const int round = m_round;
    Q_EMIT progressed(); // whoever hears it may cancel
    if (round == m_round)
        ask(next);
}

void ExportRun::stop(const base::Error &error)
{
    cancel();
    Q_EMIT failed(error);
}

} // namespace ui
