#pragma once

#include <vector>

#include <QWidget>

namespace ui {

/// How much of a whole is used, with ticks at the thresholds: orange from the last of them on, red when full.
/// Give it an accessible name.
class ProgressBar final : public QWidget {
    Q_OBJECT
public:
    explicit ProgressBar(QWidget *parent = nullptr);
    /// Both in shares of the whole; more than 1 is drawn as full.
    void setShare(double share, std::vector<double> thresholds = {});
    double share() const { return m_share; }
    /// More of the whole, paler, behind it: what is held and not yet used.
    void setHeld(double share);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    double m_share = 0;
    double m_held = 0;
    std::vector<double> m_thresholds{};
};

} // namespace ui
