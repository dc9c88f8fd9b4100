#include "ui/pages/connect/client_picker.h"

#include <QAbstractButton>
#include <QGridLayout>
#include <QPainter>
#include <QVBoxLayout>

#include "ui/pages/connect/step_title.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/theme/typography.h"

namespace ui {
namespace {

constexpr int kTileHeight = 56;
constexpr int kTileRadius = 10;
constexpr int kIcon = 18;
constexpr int kColumns = 2;

class ClientTile final : public QAbstractButton {
public:
    ClientTile(const Snippet &snippet, QWidget *parent)
        : QAbstractButton(parent), m_note(snippetWord(snippet.note)), m_icon(snippet.icon)
    {
        setText(snippet.name);
        setAccessibleName(snippet.name);
        setAccessibleDescription(m_note);
        setObjectName(QStringLiteral("client_") + snippet.id);
        setCheckable(true);
        setAutoExclusive(true);
        setFocusPolicy(Qt::StrongFocus);
        setMinimumHeight(kTileHeight);
        setMaximumHeight(kTileHeight);
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    }
    QSize sizeHint() const override { return {150, kTileHeight}; }

protected:
    void enterEvent(QEnterEvent *) override { update(); }
    void leaveEvent(QEvent *) override { update(); }

    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const bool on = isChecked();
        const qreal edge = on ? 1 : 0.5;
        painter.setPen(QPen(color(on ? Token::AccentFill : Token::Hairline, palette()), 2 * edge));
        painter.setBrush(color(on ? Token::AccentTint : underMouse() ? Token::Hover : Token::Card, palette()));
        painter.drawRoundedRect(QRectF(rect()).adjusted(edge, edge, -edge, -edge), kTileRadius, kTileRadius);
        paintIcon(painter, m_icon, QRectF(12, 0, 26, height()), kIcon,
                  color(on ? Token::AccentText : Token::TextSecondary, palette()));
        drawLine(painter, text(), QRect(48, 9, width() - 56, 19), TextRole::Emphasis, Token::Text);
        drawLine(painter, m_note, QRect(48, 29, width() - 56, 16), TextRole::Caption,
                 on ? Token::TextSecondaryTinted : Token::TextSecondary);
    }

private:
    void drawLine(QPainter &painter, const QString &words, const QRect &box, TextRole role, Token ink)
    {
        painter.setFont(fontFor(role));
        painter.setPen(color(ink, palette()));
        painter.drawText(box, Qt::AlignLeft | Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(words, Qt::ElideRight, box.width()));
    }
    QString m_note;
    QString m_icon;
};

} // namespace

ClientPicker::ClientPicker(const std::vector<Snippet> &snippets, QWidget *parent) : Card(parent)
{
    auto *grid = new QGridLayout;
    grid->setSpacing(10);
    for (int i = 0; i < std::ssize(snippets); ++i) {
        auto *tile = new ClientTile(snippets[static_cast<std::size_t>(i)], this);
        tile->setChecked(i == 0);
        grid->addWidget(tile, i / kColumns, i % kColumns);
        connect(tile, &QAbstractButton::toggled, this, [this, i](bool on) {
            if (on)
                Q_EMIT chosen(i);
        });
    }
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(metric::kCardPadding, 18, metric::kCardPadding, metric::kCardPadding);
    column->setSpacing(16);
    column->addWidget(new StepTitle(1, tr("Pick your client"), this));
    column->addLayout(grid);
}

} // namespace ui
