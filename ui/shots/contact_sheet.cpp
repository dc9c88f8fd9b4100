#include "ui/shots/contact_sheet.h"

#include <algorithm>

#include <QPainter>

namespace ui {
namespace {

constexpr int kWidth = 720; ///< Of one picture.
constexpr int kColumns = 3;
constexpr int kGap = 24;
constexpr int kCaption = 32;

} // namespace

void ContactSheet::add(const QString &name, const QImage &picture)
{
    QImage small = picture.scaledToWidth(kWidth, Qt::SmoothTransformation);
    small.setDevicePixelRatio(1);
    m_entries.push_back({name, std::move(small)});
}

QImage ContactSheet::image() const
{
    if (m_entries.empty())
        return {};
    int height = 0;
    for (const Entry &entry : m_entries)
        height = std::max(height, entry.small.height());
    const int rows = (static_cast<int>(m_entries.size()) + kColumns - 1) / kColumns;
    QImage out(kGap + kColumns * (kWidth + kGap), kGap + rows * (height + kCaption + kGap), QImage::Format_RGB32);
    out.fill(Qt::gray);
    QPainter painter(&out);
    for (int i = 0; i < static_cast<int>(m_entries.size()); ++i) {
        const Entry &entry = m_entries[static_cast<std::size_t>(i)];
        const QPoint at(kGap + i % kColumns * (kWidth + kGap), kGap + i / kColumns * (height + kCaption + kGap));
        painter.drawImage(at, entry.small);
        painter.drawText(QRect(at.x(), at.y() + height, kWidth, kCaption), Qt::AlignCenter, entry.name);
    }
    return out;
}

} // namespace ui
