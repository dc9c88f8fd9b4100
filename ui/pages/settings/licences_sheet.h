#pragma once

#include "ui/widgets/sheet.h"

namespace ui {

/// The parts that Switchyard is made of, each with its licence. Deletes itself once closed.
/// Thread: main.
class LicencesSheet final : public Sheet {
    Q_OBJECT
public:
    explicit LicencesSheet(QWidget &window);
};

} // namespace ui
