#include "ui/pages/playground/model_names.h"

namespace ui {
namespace {

constexpr std::size_t kMostBytes = std::size_t{4} << 20;

} // namespace

void ModelNames::ask(const QString &keyId)
{
    m_body.clear();
    auto call = m_apps.send({.method = "GET", .path = "/v1/models", .keyId = keyId.toStdString()},
                            [this](const admin::AppNews &news) { hear(news); });
    if (call)
        m_call = std::move(*call);
}

void ModelNames::hear(const admin::AppNews &news)
{
    if (m_body.size() < kMostBytes)
        m_body += news.bytes;
    if (!news.end || !news.end->how)
        return;
    const auto json = base::parseJson(m_body);
    if (!json)
        return;
    QStringList names;
    for (const base::Json &row : base::at(*json, "data"))
        if (const QString name = QString::fromStdString(base::textOr(base::at(row, "id"))); !name.isEmpty())
            names += name;
    Q_EMIT known(names);
}

} // namespace ui
