#include "ui/pages/routing/weight_row.h"

#include <algorithm>

#include <QHBoxLayout>
#include <QLineEdit>
#include <QPainter>
#include <QSignalBlocker>
#include <QSlider>
#include <QSpinBox>

#include "ui/pages/routing/alias_row.h"
#include "ui/theme/metrics.h"
#include "ui/theme/typography.h"
#include "ui/widgets/label.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kMostWeight = 1'000'000;
constexpr int kSliderEnd = 100;
constexpr int kShareText = 44;

} // namespace

/// The share as a length in the target's own colour.
class WeightRow::Bar final : public QWidget {
public:
    Bar(Token ink, QWidget *parent) : QWidget(parent), m_ink(ink) { setFixedHeight(metric::kProgress); }
    void setShare(double share)
    {
        m_share = std::clamp(share, 0.0, 1.0);
        update();
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        const qreal radius = height() / 2.0;
        painter.setBrush(color(Token::Track, palette()));
        painter.drawRoundedRect(rect(), radius, radius);
        if (m_share <= 0)
            return;
        painter.setBrush(color(m_ink, palette()));
        painter.drawRoundedRect(QRectF(0, 0, qMax<qreal>(height(), width() * m_share), height()), radius, radius);
    }

private:
    Token m_ink;
    double m_share = 0;
};

WeightRow::WeightRow(const QString &name, Token ink, QWidget *parent)
    : QWidget(parent),
      m_slider(new QSlider(Qt::Horizontal, this)),
      m_number(new QSpinBox(this)),
      m_share(new Label(TextRole::Body, Tone::Plain, this)),
      m_bar(new Bar(ink, this))
{
    m_slider->setRange(0, kSliderEnd);
    m_slider->setPageStep(10);
    m_slider->setMinimumWidth(80);
    m_slider->setFocusPolicy(Qt::StrongFocus);
    m_number->setRange(0, kMostWeight);
    m_number->setFont(fontFor(TextRole::Body));
    m_number->setFixedWidth(kWeightWidth);
    m_number->setAlignment(Qt::AlignRight);
    m_share->setFixedWidth(kShareText);
    setName(name);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins({});
    row->setSpacing(16);
    row->addWidget(m_slider, 1);
    row->addWidget(m_number);
    auto *share = new QHBoxLayout;
    share->setSpacing(8);
    share->addWidget(m_share);
    share->addWidget(m_bar, 1);
    auto *place = new QWidget(this);
    place->setFixedWidth(kShareWidth);
    share->setContentsMargins({});
    place->setLayout(share);
    row->addWidget(place);
    connect(m_slider, &QSlider::valueChanged, this, [this](int weight) {
        const QSignalBlocker quiet(m_number);
        m_number->setValue(weight);
        Q_EMIT weightChanged(weight);
    });
    connect(m_number, &QSpinBox::valueChanged, this, [this](int weight) {
        const QSignalBlocker quiet(m_slider);
        m_slider->setValue(std::min(weight, m_slider->maximum()));
        Q_EMIT weightChanged(weight);
    });
}

void WeightRow::setName(const QString &name)
{
    m_slider->setAccessibleName(tr("Weight of %1").arg(name));
    m_number->setAccessibleName(m_slider->accessibleName());
    m_number->findChild<QLineEdit *>()->setAccessibleName(m_slider->accessibleName());
}

void WeightRow::setWeight(int weight)
{
    const QSignalBlocker one(m_slider);
    const QSignalBlocker two(m_number);
    m_slider->setMaximum(std::max(kSliderEnd, weight)); // weights that others set in thousands have room, too
    m_number->setValue(weight);
    m_slider->setValue(weight);
}

int WeightRow::weight() const
{
    return m_number->value();
}

void WeightRow::setShare(double share)
{
    m_share->setText(share < 0 ? u"–"_s : shareText(share));
    m_share->setTone(share > 0 ? Tone::Plain : Tone::Quiet);
    m_bar->setShare(share);
    m_slider->setAccessibleDescription(share < 0 ? QString() : tr("Expected share: %1").arg(m_share->text()));
}

} // namespace ui
