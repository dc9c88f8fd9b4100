#pragma once

#include <QWidget>

namespace ui {

/// What came of a target, as a small sign beside its name.
class RouteMark final : public QWidget {
    Q_OBJECT
public:
    enum class Kind : std::uint8_t { Good, Failed, Untried };
    explicit RouteMark(Kind kind, QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Kind m_kind;
};

} // namespace ui
