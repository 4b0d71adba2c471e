//! Lines and dots with a width in pixels: a mesh that needs no rebuilding when the view changes.

use bevy::{
    asset::{RenderAssetUsages, load_internal_asset, uuid_handle},
    math::DVec2,
    mesh::{Indices, MeshVertexAttribute, MeshVertexBufferLayoutRef, PrimitiveTopology, VertexFormat},
    prelude::*,
    reflect::TypePath,
    render::render_resource::{AsBindGroup, RenderPipelineDescriptor, SpecializedMeshPipelineError},
    shader::ShaderRef,
    sprite_render::{AlphaMode2d, Material2d, Material2dKey, Material2dPlugin},
};
use bevy_egui::egui::Color32;

use crate::theme::linear;

const SHADER: Handle<Shader> = uuid_handle!("5a3fd4e1-27c0-4a0c-9d0e-6d2f0b7c81aa");
const OTHER_END: MeshVertexAttribute = MeshVertexAttribute::new("InkOtherEnd", 0x5a4e_0001, VertexFormat::Float32x4);

/// How lines of a mesh look.
#[derive(Asset, TypePath, AsBindGroup, Clone, Debug)]
pub struct Ink {
    #[uniform(0)]
    color: LinearRgba,
    #[uniform(0)]
    style: Vec4,
}

impl Ink {
    /// A plain line; the colour of each vertex is multiplied in.
    pub fn new(color: Color32, width_px: f32) -> Self {
        Self { color: linear(color), style: Vec4::new(width_px, 0.0, 0.0, 1.0) }
    }

    /// With dashes and gaps of these lengths, logical pixels.
    pub fn dashed(mut self, [dash, gap]: [f32; 2]) -> Self {
        self.style.y = dash;
        self.style.z = gap;
        self
    }

    /// Changes the colour alone.
    pub fn tint(&mut self, color: Color32) {
        self.color = linear(color);
    }

    /// Pixels of the screen in a logical pixel.
    pub fn set_scale(&mut self, scale: f32) {
        self.style.w = scale;
    }
}

impl Material2d for Ink {
    fn vertex_shader() -> ShaderRef {
        SHADER.into()
    }

    fn fragment_shader() -> ShaderRef {
        SHADER.into()
    }

    fn alpha_mode(&self) -> AlphaMode2d {
        AlphaMode2d::Blend
    }

    fn specialize(
        descriptor: &mut RenderPipelineDescriptor,
        layout: &MeshVertexBufferLayoutRef,
        _key: Material2dKey<Self>,
    ) -> Result<(), SpecializedMeshPipelineError> {
        descriptor.vertex.buffers = vec![layout.0.get_layout(&[
            Mesh::ATTRIBUTE_POSITION.at_shader_location(0),
            OTHER_END.at_shader_location(1),
            Mesh::ATTRIBUTE_COLOR.at_shader_location(4),
        ])?];
        Ok(())
    }
}

pub(crate) fn plugin(app: &mut App) {
    load_internal_asset!(app, SHADER, "ink.wgsl", Shader::from_wgsl);
    app.add_plugins(Material2dPlugin::<Ink>::default()).add_systems(PreUpdate, follow_screen_scale);
}

/// On a dense screen the same logical widths are more pixels.
fn follow_screen_scale(windows: Query<&Window, Changed<Window>>, mut inks: ResMut<Assets<Ink>>, mut last: Local<f32>) {
    for window in &windows {
        let scale = window.scale_factor();
        if (*last - scale).abs() > 0.01 {
            *last = scale;
            for (_, ink) in inks.iter_mut() {
                ink.set_scale(scale);
            }
        }
    }
}

/// Gathers segments for a mesh.
#[derive(Default)]
pub struct InkMesh {
    positions: Vec<[f32; 3]>,
    others: Vec<[f32; 4]>,
    colors: Vec<[f32; 4]>,
    indices: Vec<u32>,
}

impl InkMesh {
    /// One segment; `before` is the length of the line up to it.
    pub fn segment(&mut self, from: DVec2, to: DVec2, colors: [[f32; 4]; 2], before: f32) {
        let first = self.positions.len() as u32;
        let (a, b) = (from.as_vec2(), to.as_vec2());
        for corner in 0..4u32 {
            let (here, there, color) = if corner < 2 { (a, b, colors[0]) } else { (b, a, colors[1]) };
            self.positions.push([here.x, here.y, 0.0]);
            self.others.push([there.x, there.y, corner as f32, before]);
            self.colors.push(color);
        }
        self.indices.extend([0, 1, 2, 2, 1, 3].map(|i| first + i));
    }

    /// A line through these points.
    pub fn line(&mut self, points: impl IntoIterator<Item = DVec2>, color: [f32; 4]) {
        let mut run = 0.0;
        let mut last: Option<DVec2> = None;
        for point in points {
            if let Some(from) = last {
                self.segment(from, point, [color; 2], run as f32);
                run += from.distance(point);
            }
            last = Some(point);
        }
    }

    /// A closed line.
    pub fn ring(&mut self, points: &[DVec2], color: [f32; 4]) {
        self.line(points.iter().chain(points.first()).copied(), color);
    }

    /// A round dot, as wide as the ink.
    pub fn dot(&mut self, at: DVec2, color: [f32; 4]) {
        self.segment(at, at, [color; 2], 0.0);
    }

    /// The mesh. An empty one draws nothing but is still valid.
    pub fn build(mut self) -> Mesh {
        if self.indices.is_empty() {
            self.segment(DVec2::ZERO, DVec2::ZERO, [[0.0; 4]; 2], 0.0);
        }
        Mesh::new(PrimitiveTopology::TriangleList, RenderAssetUsages::RENDER_WORLD)
            .with_inserted_attribute(Mesh::ATTRIBUTE_POSITION, self.positions)
            .with_inserted_attribute(OTHER_END, self.others)
            .with_inserted_attribute(Mesh::ATTRIBUTE_COLOR, self.colors)
            .with_inserted_indices(Indices::U32(self.indices))
    }
}

/// A vertex that leaves the colour to the ink.
pub const PLAIN: [f32; 4] = [1.0; 4];

/// A see-through vertex colour.
pub fn shade(color: Color32, alpha: f32) -> [f32; 4] {
    let [r, g, b, _] = vertex(color);
    [r, g, b, alpha]
}

/// A vertex colour.
pub fn vertex(color: Color32) -> [f32; 4] {
    linear(color).to_f32_array()
}
